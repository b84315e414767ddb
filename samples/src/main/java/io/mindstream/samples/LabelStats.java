package io.mindstream.samples;

import java.util.Objects;

/**
 * How the model does on one label, from outcomes.
 *
 * @param turns outcomes' turns counted so far
 * @param accuracy exponential moving average of correctness, 0..1
 * @param loss exponential moving average of the loss, nats a token
 * @param step of the newest outcome
 */
public record LabelStats(Label label, long turns, double accuracy, double loss, long step) {
    public LabelStats {
        Objects.requireNonNull(label, "labelStats.label");
    }
}
