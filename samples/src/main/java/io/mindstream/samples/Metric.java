package io.mindstream.samples;

import java.util.Map;
import java.util.Objects;

/**
 * Figures of one moment of a run, by dotted name: {@code train.loss}, {@code train.accuracy.perception}, {@code queue.depth}.
 *
 * @param run whose figures; key of the {@code metrics} topic
 * @param step of the optimiser
 * @param at in milliseconds since 1970
 */
public record Metric(String run, long step, long at, Map<String, Double> values) {
    public Metric {
        Objects.requireNonNull(run, "metric.run");
        values = Map.copyOf(values);
    }
}
