package io.mindstream.curriculum;

import io.mindstream.config.QueueSettings.LabelFigure;
import io.mindstream.samples.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** Looks figures up by label: on each tree the longest path that fits counts. */
final class LabelFigures {
    private final Map<String, Double> byPath = new HashMap<>();
    /** Asked for at each sample that is leased. */
    private final Map<Label, Double> products = new ConcurrentHashMap<>();

    LabelFigures(List<LabelFigure> figures) {
        figures.forEach(figure -> byPath.put(figure.path(), figure.value()));
    }

    /** The product of what the two trees say, 1 where they say nothing. */
    double product(Label label) {
        return products.computeIfAbsent(
                label,
                key -> longest(key.domain()).orElse(1)
                        * longest(key.capability()).orElse(1));
    }

    /** The mean of what the two trees say, or the given figure where they say nothing. */
    double mean(Label label, double otherwise) {
        OptionalDouble domain = longest(label.domain());
        OptionalDouble capability = longest(label.capability());
        return (domain.orElse(capability.orElse(otherwise)) + capability.orElse(domain.orElse(otherwise))) / 2;
    }

    private OptionalDouble longest(String path) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            Double figure = byPath.get(at);
            if (figure != null) {
                return OptionalDouble.of(figure);
            }
        }
        return OptionalDouble.empty();
    }
}
