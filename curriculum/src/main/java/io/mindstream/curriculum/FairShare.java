package io.mindstream.curriculum;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Shares turns among classes in proportion to their weights: deficit round robin with one unit a turn, in the form of stride scheduling
 * (Waldspurger and Weihl, 1995): each class has a pass that grows by 1/weight when it is served, and the smallest pass is served next.
 * A class that had nothing to offer for a while gains no claim by it. Equal passes are served in the order of the map.
 *
 * @param <K> what names a class
 */
final class FairShare<K> {
    private final Map<K, Double> passes = new HashMap<>();
    private double now;

    /**
     * The class to serve next, which counts as served.
     *
     * @param weights of those that have something to offer; a class of weight 0 is never served
     * @return empty when no class has a positive weight
     */
    Optional<K> next(Map<K, Double> weights) {
        K best = null;
        double bestPass = Double.POSITIVE_INFINITY;
        for (Map.Entry<K, Double> candidate : weights.entrySet()) {
            double pass = Math.max(now, passes.getOrDefault(candidate.getKey(), 0.0));
            if (candidate.getValue() > 0 && pass < bestPass) {
                best = candidate.getKey();
                bestPass = pass;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        now = bestPass;
        passes.put(best, bestPass + 1 / weights.get(best));
        return Optional.of(best);
    }
}
