package io.mindstream.curriculum;

import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How difficult each label is for the model now, and which difficulty suits it.
 *
 * <p>Difficulty of a label: its error rate, {@code (prior * initial + turns * (1 - accuracy)) / (prior + turns)}, so that the initial
 * estimate gives way to what the trainer measured. Competence of the model: one less the mean difficulty of all labels. Bucket: the
 * difficulty cut into equal parts. A bucket suits the model the more the nearer its middle is to the competence, and never less than
 * {@value #LEAST}: an able model meets what is difficult, a new one what is easy, and nothing is forgotten or put off for ever. The rule
 * is ours; competence-based curricula are after Platanios et al., 2019.
 *
 * <p>Not thread-safe.
 */
final class Difficulty {
    /** Suitability of the least suitable bucket, of 1 at most. */
    static final double LEAST = 0.25;

    /** Turns that the initial estimate is worth. */
    private static final double PRIOR = 50;

    private final int buckets;
    private final ToDoubleFunction<Label> initial;
    private final Map<Label, Double> difficulties = new HashMap<>();
    private double sum;

    /**
     * @param labels known from the start
     * @param initial error rate to expect of a label before it was ever trained, 0..1
     */
    Difficulty(int buckets, Collection<Label> labels, ToDoubleFunction<Label> initial) {
        this.buckets = buckets;
        this.initial = initial;
        labels.forEach(this::difficulty);
    }

    void update(LabelStats stats) {
        double measured = 1 - Math.min(1, Math.max(0, stats.accuracy()));
        double estimate = unit(initial.applyAsDouble(stats.label()));
        set(stats.label(), (PRIOR * estimate + stats.turns() * measured) / (PRIOR + stats.turns()));
    }

    /** Error rate to expect, 0..1. */
    double difficulty(Label label) {
        Double known = difficulties.get(label);
        return known == null ? set(label, unit(initial.applyAsDouble(label))) : known;
    }

    /** The bucket that a sample of this label goes to now; 0 is the easiest. */
    int bucket(Label label) {
        return Math.min(buckets - 1, (int) (difficulty(label) * buckets));
    }

    /** 0..1, 1 for a model that makes no mistakes. */
    double competence() {
        return difficulties.isEmpty() ? 0 : 1 - sum / difficulties.size();
    }

    /** How well a bucket suits the model, {@value #LEAST}..1. */
    double suitability(int bucket) {
        double middle = (bucket + 0.5) / buckets;
        return Math.max(LEAST, 1 - Math.abs(middle - competence()));
    }

    private double set(Label label, double difficulty) {
        Double before = difficulties.put(label, difficulty);
        sum += difficulty - (before == null ? 0 : before);
        return difficulty;
    }

    private static double unit(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("difficulty: initial estimate " + value + " is not in 0..1");
        }
        return value;
    }
}
