package io.mindstream.samples;

import java.util.List;
import java.util.Objects;

/**
 * The curriculum queue as others may see it.
 *
 * @param cells depth by stage, label and difficulty bucket; only those that hold something
 * @param leased samples handed out and not yet acknowledged
 * @param trained samples acknowledged and durable with a checkpoint, ever
 * @param accepted samples taken in, ever
 * @param sequence of the newest lease
 * @param difficulty what decides the buckets of new samples
 * @param at in milliseconds since 1970
 */
public record QueueState(
        List<Cell> cells,
        long leased,
        long trained,
        long accepted,
        long sequence,
        DifficultyVersion difficulty,
        long at) {
    public QueueState {
        cells = List.copyOf(cells);
        Objects.requireNonNull(difficulty, "queueState.difficulty");
    }

    /** Samples waiting under one stage, label and difficulty bucket (0 is the easiest). */
    public record Cell(Stage stage, Label label, int bucket, long depth) {}

    /**
     * A version of the model that tells how difficult a sample is.
     *
     * @param id names the version; empty where there is no such model, so that labels' statistics alone decide
     * @param turns that it has learnt from, ever; 0 before any outcome
     */
    public record DifficultyVersion(String id, long turns) {
        public DifficultyVersion {
            Objects.requireNonNull(id, "queueState.difficulty.id");
        }

        /** No model. */
        public static DifficultyVersion none() {
            return new DifficultyVersion("", 0);
        }
    }

    /** Samples waiting in all. */
    public long depth() {
        return cells.stream().mapToLong(Cell::depth).sum();
    }
}
