package io.mindstream.model.program;

import io.mindstream.model.checkpoint.FloatTensor;
import java.util.List;

/**
 * Everything a forward pass computes that a reference can be held against.
 *
 * @param logits {@code batch x length x vocabulary}
 * @param merged the vision tower's output, {@code tokens x width}; pictures of one grid together
 * @param deepstack features taken out after each deepstack block, likewise
 */
public record Activations(FloatTensor logits, FloatTensor merged, List<FloatTensor> deepstack) {}
