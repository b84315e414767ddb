package io.mindstream.curriculum;

import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Sample;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How difficult each label and each sample is for the model now, and which difficulty suits it.
 *
 * <p>Difficulty of a label: its error rate, {@code (prior * initial + turns * (1 - accuracy)) / (prior + turns)}, so that the initial
 * estimate gives way to what the trainer measured. Difficulty of a sample: {@code (handover * label + evidence * predicted) / (handover +
 * evidence)}, so that its label's difficulty gives way in turn to what the predictor says of the sample itself. The evidence is the turns
 * of that label that the predictor can have learnt from: those measured, or all it has learnt from where those are fewer. A label never
 * measured, and a predictor that has learnt nothing, leave the label's difficulty as it is.
 *
 * <p>Learnability of a label: {@code 4 p (1 - p)}, where p is the rate of right answers, and at least {@value #REPLAY} for what is right more
 * often than not, {@value #AHEAD} for the rest, which may be about to be understood. What is always right and
 * what is never right teach least; what is right at times teaches most (Tzannetos et al. 2023, "Proximal Curriculum"; Foster and Foerster
 * 2025, "Learning to reason at the frontier of learnability").
 *
 * <p>Competence of the model: one less the mean difficulty of all labels. Bucket: a sample's difficulty cut into equal parts. A bucket suits the model the more the nearer its middle is to the competence, and never less than
 * {@value #LEAST}: an able model meets what is difficult, a new one what is easy, and nothing is forgotten or put off for ever. The rule
 * is ours; competence-based curricula are after Platanios et al., 2019.
 *
 * <p>Not thread-safe.
 */
final class Difficulty {
    /** Of the least suitable bucket, of 1 at most. */
    static final double LEAST = 0.25;

    /** Of a label that is never right. */
    static final double AHEAD = 0.6;

    /** Of a label that is mastered: enough not to forget it. */
    static final double REPLAY = 0.05;

    /** Turns that the initial estimate is worth. */
    private static final double PRIOR = 50;

    /** Turns of a label after which its samples are told apart half by the label and half by the predictor. */
    private static final double HANDOVER = 100;

    private final int buckets;
    private final ToDoubleFunction<Label> initial;
    private final DifficultyPredictor predictor;
    private final Map<Label, Double> difficulties = new HashMap<>();
    private final Map<Label, Long> measuredTurns = new HashMap<>();
    private double sum;

    /**
     * @param labels known from the start
     * @param initial error rate to expect of a label before it was ever trained, 0..1
     */
    Difficulty(int buckets, Collection<Label> labels, ToDoubleFunction<Label> initial, DifficultyPredictor predictor) {
        this.buckets = buckets;
        this.initial = initial;
        this.predictor = predictor;
        labels.forEach(this::difficulty);
    }

    /** Takes what is known of a label; of leaves of an open branch it is their branch's that counts. */
    void update(LabelStats stats) {
        if (!difficulties.containsKey(stats.label())) {
            return;
        }
        double measured = 1 - Math.min(1, Math.max(0, stats.accuracy()));
        double estimate = unit(initial.applyAsDouble(stats.label()));
        set(stats.label(), (PRIOR * estimate + stats.turns() * measured) / (PRIOR + stats.turns()));
        measuredTurns.put(stats.label(), stats.turns());
    }

    /** The predictor learns from samples that were trained on. */
    void learn(List<TrainedSample> trained) {
        predictor.learn(trained);
    }

    QueueState.DifficultyVersion version() {
        return predictor.version();
    }

    /** Error rate to expect, 0..1. */
    double difficulty(Label label) {
        Double known = difficulties.get(label);
        return known == null ? set(label, unit(initial.applyAsDouble(label))) : known;
    }

    /** Error rate to expect of this sample, 0..1. */
    double difficulty(Sample sample) {
        double label = difficulty(sample.branch());
        long evidence = Math.min(predictor.version().turns(), measuredTurns.getOrDefault(sample.branch(), 0L));
        return evidence <= 0
                ? label
                : (HANDOVER * label + evidence * predictor.difficulty(sample)) / (HANDOVER + evidence);
    }

    /** The bucket that the sample goes to now; 0 is the easiest. */
    int bucket(Sample sample) {
        return Math.min(buckets - 1, (int) (difficulty(sample) * buckets));
    }

    /** 0..1, 1 for a model that makes no mistakes. */
    double competence() {
        return difficulties.isEmpty() ? 0 : 1 - sum / difficulties.size();
    }

    /** How much there is to be learnt from a label now, {@value #REPLAY}..1. */
    double learnability(Label label) {
        double wrong = difficulty(label);
        return Math.max(wrong < 0.5 ? REPLAY : AHEAD, 4 * wrong * (1 - wrong));
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
