package io.mindstream.curriculum;

import io.mindstream.samples.QueueState;
import io.mindstream.samples.Sample;
import java.util.List;

/**
 * Tells how difficult a sample is by what it is, where labels' statistics tell only how difficult its label is, and learns from what
 * training showed.
 *
 * <p>All of it is called on the queue's one thread, which feeds and leases: an answer takes microseconds, nothing blocks and nothing
 * throws. What an answer is worth is the queue's decision: see {@code Difficulty}.
 */
public interface DifficultyPredictor {
    /** Probability that the model as it is now gets a turn of the sample wrong, 0 (easy) to 1. */
    double difficulty(Sample sample);

    /** The version that answers now. */
    QueueState.DifficultyVersion version();

    /**
     * Learns, some time.
     *
     * @param trained samples of one lease, in its order; after a restore the same may come again
     */
    void learn(List<TrainedSample> trained);

    /** Knows nothing, so that labels' statistics decide alone. */
    static DifficultyPredictor none() {
        return new DifficultyPredictor() {
            @Override
            public double difficulty(Sample sample) {
                return 0.5;
            }

            @Override
            public QueueState.DifficultyVersion version() {
                return QueueState.DifficultyVersion.none();
            }

            @Override
            public void learn(List<TrainedSample> trained) {
                // Nothing to learn with.
            }
        };
    }
}
