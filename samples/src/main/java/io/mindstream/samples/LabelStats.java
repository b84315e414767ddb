package io.mindstream.samples;

import java.util.List;
import java.util.Objects;

/**
 * How the model does on one label, from outcomes.
 *
 * @param turns outcomes' turns counted so far
 * @param accuracy exponential moving average of correctness, 0..1
 * @param loss exponential moving average of the loss, nats a token
 * @param step of the newest outcome
 * @param families the same of each question family of the label, in order of name
 */
public record LabelStats(Label label, long turns, double accuracy, double loss, long step, List<FamilyStats> families) {
    public LabelStats {
        Objects.requireNonNull(label, "labelStats.label");
        families = List.copyOf(families);
    }

    /**
     * How the model does on one question family of a label.
     *
     * @param family name, for example {@code shapes.count}
     * @param turns counted so far
     * @param accuracy exponential moving average of correctness, 0..1
     */
    public record FamilyStats(String family, long turns, double accuracy) {
        public FamilyStats {
            Objects.requireNonNull(family, "labelStats.families.family");
        }
    }
}
