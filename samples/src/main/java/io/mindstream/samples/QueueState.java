package io.mindstream.samples;

import java.util.List;

/**
 * The curriculum queue as others may see it.
 *
 * @param cells depth by stage, label and difficulty bucket; only those that hold something
 * @param leased samples handed out and not yet acknowledged
 * @param trained samples acknowledged and durable with a checkpoint, ever
 * @param accepted samples taken in, ever
 * @param sequence of the newest lease
 * @param at in milliseconds since 1970
 */
public record QueueState(List<Cell> cells, long leased, long trained, long accepted, long sequence, long at) {
    public QueueState {
        cells = List.copyOf(cells);
    }

    /** Samples waiting under one stage, label and difficulty bucket (0 is the easiest). */
    public record Cell(Stage stage, Label label, int bucket, long depth) {}

    /** Samples waiting in all. */
    public long depth() {
        return cells.stream().mapToLong(Cell::depth).sum();
    }
}
