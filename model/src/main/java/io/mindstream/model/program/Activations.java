package io.mindstream.model.program;

import io.mindstream.model.checkpoint.FloatTensor;
import java.util.List;

/**
 * Everything a forward pass computes that a reference can be held against.
 *
 * @param logits {@code batch x length x vocabulary}, at padding too
 * @param balanceLoss the load balancing loss of the experts, without its coefficient; 0 for a dense model
 * @param merged the vision tower's output, {@code tokens x width}, in the order of the tokens in the batch
 * @param deepstack features taken out after each deepstack block, likewise
 */
public record Activations(FloatTensor logits, double balanceLoss, FloatTensor merged, List<FloatTensor> deepstack) {}
