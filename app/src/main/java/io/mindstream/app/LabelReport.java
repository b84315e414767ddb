package io.mindstream.app;

import io.mindstream.config.LabelSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.generators.Catalog;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What of the label trees can be reached, and what has been.
 *
 * @param all of everything
 * @param sources in order of name
 * @param tops by first level of the domain tree
 * @param domains by first two levels of the domain tree
 * @param capabilities by leaf of the capability tree, those that no source reaches too
 * @param live whether a running stream told what was generated
 */
record LabelReport(
        Count all,
        List<OfSource> sources,
        SortedMap<String, Count> tops,
        SortedMap<String, Count> domains,
        Map<String, Count> capabilities,
        boolean live) {
    /** Answers after which a pair can count as mastered. */
    static final long TURNS = 20;

    /** Share of right answers, of the newest hundred or so. */
    static final double ACCURACY = 0.9;

    /**
     * Pairs of some part of the trees.
     *
     * @param leaves of the domain tree among them
     * @param reachable pairs that can be generated
     * @param generated of them, those of which a sample was trained on
     * @param mastered of them, those that are hardly ever answered wrong
     */
    record Count(int leaves, int reachable, int generated, int mastered) {}

    /**
     * What one source reaches.
     *
     * @param drawn whether the profile draws from it
     */
    record OfSource(String name, int pairs, int leaves, int capabilities, boolean drawn) {}

    /**
     * @param catalog of all sources
     * @param drawn names of those that the profile draws from; empty for all
     * @param learnt label statistics by key, where something runs
     */
    static LabelReport of(
            Catalog catalog, Set<String> drawn, LabelSettings labels, Optional<Map<String, LabelStats>> learnt) {
        Map<String, LabelStats> stats = learnt.orElse(Map.of());
        Collection<Label> reachable = catalog.labels().keySet();
        Map<String, Count> capabilities = new LinkedHashMap<>();
        SortedMap<String, Count> asked = counts(reachable, Label::capability, stats);
        labels.capability()
                .leaves()
                .forEach(leaf -> capabilities.put(leaf, asked.getOrDefault(leaf, new Count(0, 0, 0, 0))));
        return new LabelReport(
                count(reachable, stats),
                sources(catalog, drawn),
                counts(reachable, label -> LabelTree.top(label.domain()), stats),
                counts(
                        reachable,
                        label -> label.domain().substring(0, label.domain().lastIndexOf('/')),
                        stats),
                capabilities,
                learnt.isPresent());
    }

    private static List<OfSource> sources(Catalog catalog, Set<String> drawn) {
        Map<String, List<Label>> reached = new TreeMap<>();
        catalog.labels()
                .forEach((label, names) -> names.forEach(name ->
                        reached.computeIfAbsent(name, key -> new ArrayList<>()).add(label)));
        return catalog.sources().keySet().stream()
                .map(name -> {
                    List<Label> of = reached.getOrDefault(name, List.of());
                    return new OfSource(
                            name,
                            of.size(),
                            (int) of.stream().map(Label::domain).distinct().count(),
                            (int) of.stream().map(Label::capability).distinct().count(),
                            drawn.isEmpty() || drawn.contains(name));
                })
                .toList();
    }

    private static SortedMap<String, Count> counts(
            Collection<Label> labels, Function<Label, String> by, Map<String, LabelStats> stats) {
        SortedMap<String, List<Label>> grouped = new TreeMap<>();
        labels.forEach(label -> grouped.computeIfAbsent(by.apply(label), key -> new ArrayList<>())
                .add(label));
        SortedMap<String, Count> counts = new TreeMap<>();
        grouped.forEach((path, of) -> counts.put(path, count(of, stats)));
        return counts;
    }

    private static Count count(Collection<Label> labels, Map<String, LabelStats> stats) {
        int generated = 0;
        int mastered = 0;
        for (Label label : labels) {
            LabelStats known = stats.get(label.key());
            if (known != null && known.turns() > 0) {
                generated++;
                mastered += known.turns() >= TURNS && known.accuracy() >= ACCURACY ? 1 : 0;
            }
        }
        int leaves = (int) labels.stream().map(Label::domain).distinct().count();
        return new Count(leaves, labels.size(), generated, mastered);
    }
}
