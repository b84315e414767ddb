package io.mindstream.trainer.eval;

import io.mindstream.samples.Turn;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accuracy of one checkpoint on one suite. The overall figure is the macro-average over question families, so that a family with many
 * questions weighs no more than one with few; a capability's figure is the macro-average over its families.
 *
 * @param checkpoint that was asked
 * @param families by name
 */
public record EvalReport(String checkpoint, SortedMap<String, Family> families) {
    /** 97.5 % quantile of the normal distribution: half-width of a 95 % interval in standard errors. */
    private static final double Z95 = 1.959964;

    public EvalReport {
        families = Collections.unmodifiableSortedMap(new TreeMap<>(families));
    }

    /**
     * @param capability second level of the capability tree, for example {@code counting}
     * @param turns asked
     * @param correct answered rightly
     * @param tokens replied in all
     */
    public record Family(String capability, int turns, int correct, long tokens) {
        public double accuracy() {
            return turns == 0 ? 0 : (double) correct / turns;
        }
    }

    /**
     * @param accuracy 0..1
     * @param turns behind it
     * @param halfWidth of the 95 % interval (families are fixed, turns within a family are drawn: stratified binomial)
     */
    public record Figure(double accuracy, int turns, double halfWidth) {}

    /** One reply and whether it was right. */
    public record Graded(Turn turn, String reply, int tokens, boolean correct) {}

    /** Counts graded replies. */
    public static EvalReport of(String checkpoint, List<Graded> graded) {
        SortedMap<String, Family> families = new TreeMap<>();
        for (Graded one : graded) {
            Family counted = new Family(capability(one.turn().capability()), 1, one.correct() ? 1 : 0, one.tokens());
            families.merge(
                    one.turn().family(),
                    counted,
                    (a, b) -> new Family(
                            a.capability(), a.turns() + b.turns(), a.correct() + b.correct(), a.tokens() + b.tokens()));
        }
        return new EvalReport(checkpoint, families);
    }

    public Figure overall() {
        return macro(families.values());
    }

    /** By second level of the capability tree. */
    public SortedMap<String, Figure> capabilities() {
        SortedMap<String, List<Family>> grouped = new TreeMap<>();
        families.values()
                .forEach(family ->
                        grouped.merge(family.capability(), List.of(family), (a, b) -> java.util.stream.Stream.concat(
                                        a.stream(), b.stream())
                                .toList()));
        SortedMap<String, Figure> figures = new TreeMap<>();
        for (Map.Entry<String, List<Family>> entry : grouped.entrySet()) {
            figures.put(entry.getKey(), macro(entry.getValue()));
        }
        return figures;
    }

    /** {@code counting} of {@code perception/counting/all}. */
    public static String capability(String leaf) {
        String[] levels = leaf.split("/");
        return levels.length > 1 ? levels[1] : leaf;
    }

    private static Figure macro(Iterable<Family> families) {
        double sum = 0;
        double variance = 0;
        int turns = 0;
        int count = 0;
        for (Family family : families) {
            double p = family.accuracy();
            sum += p;
            variance += p * (1 - p) / Math.max(1, family.turns());
            turns += family.turns();
            count++;
        }
        return count == 0 ? new Figure(0, 0, 0) : new Figure(sum / count, turns, Z95 * Math.sqrt(variance) / count);
    }
}
