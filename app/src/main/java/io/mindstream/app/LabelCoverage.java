package io.mindstream.app;

import io.mindstream.config.LabelTree;
import io.mindstream.samples.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How evenly samples fell on what can be reached.
 *
 * @param branch first level of the domain tree, or all of it
 * @param reachable pairs of leaves
 * @param generated of them, those with a sample
 * @param median samples of a reachable pair, those without counted
 * @param most samples of one pair
 */
record LabelCoverage(String branch, int reachable, int generated, double median, long most) {
    static final String ALL = "all";

    double share() {
        return reachable == 0 ? 0 : (double) generated / reachable;
    }

    /**
     * Of everything together, and of each first level.
     *
     * @param counts samples by label; labels that cannot be reached do not count
     */
    static List<LabelCoverage> of(Collection<Label> reachable, Map<Label, Long> counts) {
        SortedMap<String, List<Label>> branches = new TreeMap<>();
        reachable.forEach(label -> branches.computeIfAbsent(LabelTree.top(label.domain()), top -> new ArrayList<>())
                .add(label));
        List<LabelCoverage> coverage = new ArrayList<>();
        coverage.add(of(ALL, reachable, counts));
        branches.forEach((top, labels) -> coverage.add(of(top, labels, counts)));
        return coverage;
    }

    private static LabelCoverage of(String branch, Collection<Label> labels, Map<Label, Long> counts) {
        long[] sorted = labels.stream()
                .mapToLong(label -> counts.getOrDefault(label, 0L))
                .sorted()
                .toArray();
        int generated = (int) Arrays.stream(sorted).filter(count -> count > 0).count();
        int middle = sorted.length / 2;
        double median = sorted.length == 0
                ? 0
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return new LabelCoverage(
                branch, sorted.length, generated, median, sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
    }
}
