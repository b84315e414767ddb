package io.mindstream.scorers;

import io.mindstream.samples.Outcome;
import io.mindstream.samples.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How difficult a sample is for the model as it is now: one less the probability that a turn is answered rightly, averaged over its turns,
 * 0 (easy) to 1. A logistic regression on hashed features (Tribuo), begun from rules and corrected by outcomes as they come.
 *
 * <p>Each {@value #BATCH} turns make a new generation from the one before. An outcome that is told twice is learnt twice, which does no
 * harm worth a store of ids. The same outcomes in the same order make the same model.
 *
 * <p>Safe for use by several threads: estimates read one immutable generation and do not wait for one another or for learning. Which of
 * them pays for a new generation (some milliseconds) is whoever observes its last turn.
 */
public final class DifficultyModel implements ToDoubleFunction<Sample> {
    /** Turns that make a generation. */
    public static final int BATCH = 256;

    private final Object learning = new Object();
    private final List<DifficultyGeneration.Seen> pending = new ArrayList<>(BATCH);
    private volatile DifficultyGeneration generation;

    private DifficultyModel(DifficultyGeneration generation) {
        this.generation = generation;
    }

    /** The rules, before any outcome. */
    public static DifficultyModel prior() {
        return new DifficultyModel(DifficultyGeneration.prior());
    }

    /**
     * A model as it was written.
     *
     * @throws IOException when the bytes are no difficulty model that this program reads
     */
    public static DifficultyModel ofBytes(byte[] bytes) throws IOException {
        return new DifficultyModel(DifficultyGeneration.ofBytes(bytes));
    }

    /** The newest generation, in Tribuo's protobuf format; turns that have not made a generation yet are not in it. */
    public byte[] toBytes() {
        return generation.toBytes();
    }

    /** Difficulty of the sample, 0..1. */
    @Override
    public double applyAsDouble(Sample sample) {
        int[][] features = DifficultyFeatures.of(sample);
        DifficultyGeneration now = generation;
        double right = 0;
        for (int[] turn : features) {
            right += now.right(turn);
        }
        return 1 - right / features.length;
    }

    /**
     * Takes in what the trainer learnt of a sample.
     *
     * @param outcome of that sample; turns that it does not tell of are not learnt
     */
    public void observe(Sample sample, Outcome outcome) {
        int[][] features = DifficultyFeatures.of(sample);
        int turns = Math.min(features.length, outcome.turns().size());
        synchronized (learning) {
            for (int i = 0; i < turns; i++) {
                pending.add(new DifficultyGeneration.Seen(
                        features[i], outcome.turns().get(i).correct()));
            }
            if (pending.size() >= BATCH) {
                // Before learning: turns that cannot be learnt must not come again with the next.
                List<DifficultyGeneration.Seen> seen = List.copyOf(pending);
                pending.clear();
                generation = generation.learn(seen);
            }
        }
    }

    /** Name of the newest generation: its number and the hash of its weights. */
    public String id() {
        return generation.id();
    }

    /** Name of the generation that it was made from, or {@code none} for the rules. */
    public String parent() {
        return generation.parent();
    }

    /** Turns that have been learnt from, those of earlier processes included. */
    public long turns() {
        return generation.turns();
    }
}
