package io.mindstream.curriculum;

import io.mindstream.samples.QueueState;
import io.mindstream.samples.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lines in which samples wait, one for each stage, bucket and label: on disk the index, in memory each line's depth and head.
 *
 * <p>Deleted keys before a head cost RocksDB tens of milliseconds to step over; so each line remembers where its head is at least, reads
 * from there, and takes several at a time.
 */
final class WaitingLines {
    private static final class Line {
        private long depth;
        private long head = Long.MAX_VALUE;
    }

    private final QueueDatabase database;
    private final Labels labels;
    /** By index key at arrival 0, in an order that is the same after a restart. */
    private final SortedMap<IndexKey, Line> lines = new TreeMap<>(Comparator.comparingInt(IndexKey::stage)
            .thenComparingInt(IndexKey::label)
            .thenComparingInt(IndexKey::bucket));

    private long samples;

    /** Counts what is on disk. */
    WaitingLines(QueueDatabase database, Labels labels) {
        this.database = database;
        this.labels = labels;
        database.walk(Family.INDEX, new byte[0], null, (key, value) -> {
            enter(IndexKey.of(key), new StageSet(value[0]));
            return true;
        });
    }

    /** Samples waiting, each counted once however many stages it waits under. */
    long samples() {
        return samples;
    }

    /** Places taken in the lines of some stages; a sample that waits under two of them counts twice. */
    long waiting(Set<Stage> stages) {
        return lines.entrySet().stream()
                .filter(line -> stages.contains(Stage.values()[line.getKey().stage()]))
                .mapToLong(line -> line.getValue().depth)
                .sum();
    }

    /** Puts a sample at the end of one line for each stage. */
    void add(QueueBatch batch, StageSet stages, int bucket, int label, long arrival) {
        for (Stage stage : stages.stages()) {
            IndexKey key = new IndexKey(stage.ordinal(), bucket, label, arrival);
            batch.put(Family.INDEX, key.bytes(), new byte[] {stages.bits()});
            enter(key, stages);
        }
    }

    /**
     * Takes samples from the head of a line, and out of every other line they stand in.
     *
     * @param count wanted; fewer come when fewer are there
     * @param taken arrivals that the same batch took already; those taken now are added
     */
    List<IndexKey> take(QueueBatch batch, Cell cell, int count, Set<Long> taken) {
        IndexKey line = new IndexKey(cell.stage().ordinal(), cell.bucket(), labels.number(batch, cell.label()), 0);
        Line from = lines.get(line);
        if (from == null || from.depth == 0) {
            return List.of();
        }
        List<IndexKey> found = new ArrayList<>(count);
        database.walk(
                Family.INDEX,
                line.at(from.head).bytes(),
                line.at(Long.MAX_VALUE).bytes(),
                (key, value) -> {
                    IndexKey entry = IndexKey.of(key);
                    if (taken.add(entry.arrival())) {
                        found.add(entry);
                        leave(batch, entry, new StageSet(value[0]));
                    }
                    from.head = entry.arrival() + 1;
                    return found.size() < count;
                });
        return found;
    }

    /** How many wait in each line that is not empty. */
    Depths depths() {
        Depths depths = new Depths();
        lines.forEach((key, line) -> {
            if (line.depth > 0) {
                depths.add(cell(key), line.depth);
            }
        });
        return depths;
    }

    List<QueueState.Cell> cells() {
        return lines.entrySet().stream()
                .filter(entry -> entry.getValue().depth > 0)
                .map(entry -> {
                    Cell cell = cell(entry.getKey());
                    return new QueueState.Cell(cell.stage(), cell.label(), cell.bucket(), entry.getValue().depth);
                })
                .sorted(Comparator.comparing(QueueState.Cell::stage)
                        .thenComparing(QueueState.Cell::label)
                        .thenComparing(QueueState.Cell::bucket))
                .toList();
    }

    private void enter(IndexKey key, StageSet stages) {
        Line line = lines.computeIfAbsent(key.at(0), at -> new Line());
        line.depth++;
        line.head = Math.min(line.head, key.arrival());
        if (stages.countsUnder(key.stage())) {
            samples++;
        }
    }

    private void leave(QueueBatch batch, IndexKey entry, StageSet stages) {
        for (Stage stage : stages.stages()) {
            IndexKey key = new IndexKey(stage.ordinal(), entry.bucket(), entry.label(), entry.arrival());
            batch.delete(Family.INDEX, key.bytes());
            lines.get(key.at(0)).depth--;
        }
        samples--;
    }

    private Cell cell(IndexKey key) {
        return new Cell(Stage.values()[key.stage()], key.bucket(), labels.label(key.label()));
    }
}
