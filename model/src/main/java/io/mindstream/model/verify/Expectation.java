package io.mindstream.model.verify;

import io.mindstream.model.ModelException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the tensors of {@code expected.safetensors} are, in the order in which they are held against the model. */
enum Expectation {
    /** Rotary positions, (3, batch, length). */
    POSITIONS("position_ids"),
    /** The vision tower's tokens. */
    MERGED("vision\\.merged"),
    /** The tokens that deepstack takes out of the N-th lowest of its blocks. */
    DEEPSTACK("vision\\.deepstack\\.\\d{1,4}"),
    /** (batch, length, vocabulary). */
    LOGITS("logits"),
    /** The load balancing loss; where it is there, loss and gradients have it in them, times its coefficient. */
    BALANCE("aux_loss"),
    LOSS("loss"),
    /** One for each parameter. */
    GRADIENT("grad\\..+"),
    /** The loss after one step. */
    STEP("loss\\.after_one_adamw_step"),
    /** Greedy tokens, (rows, tokens). */
    GENERATED("generated");

    private final Pattern names;

    Expectation(String names) {
        this.names = Pattern.compile(names);
    }

    /**
     * @param file for the message
     * @throws ModelException if the tensor is none of these
     */
    static Expectation of(String tensor, Path file) {
        for (Expectation expectation : values()) {
            if (expectation.names.matcher(tensor).matches()) {
                return expectation;
            }
        }
        throw new ModelException(file + ": tensor " + tensor + ": is not known, so it cannot be verified");
    }
}
