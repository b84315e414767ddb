package io.mindstream.curriculum;

import io.mindstream.curriculum.Counters.Counter;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The life of leases: handed out, acknowledged, finalised by a checkpoint, purged.
 *
 * <p>Leases are numbered without gaps: {@code purged <= finalised <= sequence}. Up to {@code finalised} they belong to a checkpoint.
 * Behind {@code purged}, samples and lease rows are still on disk, so that the trainer may go back to an older checkpoint: as many
 * checkpoints as {@code retained} says. {@code next} is what is handed out next: up to {@code sequence} it is an old lease again, beyond
 * it a new one.
 */
final class LeaseBook {
    /** What is remembered of a lease whose row is on disk. */
    private static final class Entry {
        private final int size;
        private int attempt;
        private boolean acknowledged;
        /** By id, while the lease is out. */
        private Map<String, Sample> samples = Map.of();

        private Entry(int size, int attempt) {
            this.size = size;
            this.attempt = attempt;
        }
    }

    private final QueueDatabase database;
    private final Counters counters;
    private final OutcomeRows outcomes;
    private final OutboxTable outbox;
    private final int retained;
    private final NavigableMap<Long, Entry> entries = new TreeMap<>();
    /** The newest checkpoints of the lineage by number, {@code retained} at most. */
    private final NavigableMap<Long, CheckpointMark> marks = new TreeMap<>();

    private long next;

    LeaseBook(QueueDatabase database, Counters counters, OutcomeRows outcomes, OutboxTable outbox, int retained) {
        this.database = database;
        this.counters = counters;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.retained = retained;
        database.walk(Family.LEASES, LongKey.of(counters.get(Counter.PURGED) + 1), null, (key, value) -> {
            LeaseRow row = LeaseRow.of(value);
            entries.put(LongKey.number(key), new Entry(row.entries().size(), row.attempt()));
            return true;
        });
        database.walk(Family.ACKS, new byte[0], null, (key, value) -> {
            entries.get(LongKey.number(key)).acknowledged = true;
            return true;
        });
        database.walk(Family.CHECKPOINTS, new byte[0], null, (key, value) -> {
            marks.put(LongKey.number(key), CheckpointMark.of(value));
            return true;
        });
        next = sequence() + 1;
    }

    long sequence() {
        return counters.get(Counter.SEQUENCE);
    }

    /** Samples handed out, or waiting to be handed out again, that no acknowledgement has come for. */
    long leased() {
        return entries.tailMap(counters.get(Counter.FINALISED), false).values().stream()
                .filter(entry -> !entry.acknowledged)
                .mapToLong(entry -> entry.size)
                .sum();
    }

    /** A lease that was handed out before and comes again, in order; empty when a new one is due. */
    Optional<NumberedLease> again(QueueBatch batch) {
        if (next > sequence()) {
            return Optional.empty();
        }
        LeaseRow row =
                LeaseRow.of(database.get(Family.LEASES, LongKey.of(next))).again();
        return Optional.of(hand(batch, row));
    }

    boolean owesAgain() {
        return next <= sequence();
    }

    /** A new lease. */
    NumberedLease hand(QueueBatch batch, List<IndexKey> taken) {
        counters.next(batch, Counter.SEQUENCE);
        return hand(batch, new LeaseRow(0, taken));
    }

    private NumberedLease hand(QueueBatch batch, LeaseRow row) {
        batch.put(Family.LEASES, LongKey.of(next), row.bytes());
        entries.put(next, new Entry(row.entries().size(), row.attempt()));
        return new NumberedLease(next++, row);
    }

    /** Says which samples a lease that has just been handed out holds. */
    void expect(long lease, Collection<Sample> samples) {
        entries.get(lease).samples =
                samples.stream().collect(Collectors.toUnmodifiableMap(Sample::id, Function.identity()));
    }

    record NumberedLease(long sequence, LeaseRow row) {}

    /**
     * Writes down what was learnt of a lease. It counts once a checkpoint contains the lease.
     *
     * @return each outcome with its sample, in the order given
     */
    List<TrainedSample> acknowledge(QueueBatch batch, long lease, List<Outcome> given) {
        Entry entry = entries.get(lease);
        if (entry == null || lease >= next || lease <= counters.get(Counter.FINALISED)) {
            throw new QueueException("queue: ack of lease " + lease + ": it is not out; leases "
                    + (counters.get(Counter.FINALISED) + 1) + " to " + (next - 1) + " are");
        }
        if (entry.acknowledged) {
            throw new QueueException("queue: ack of lease " + lease + ": it has been acknowledged already");
        }
        Map<String, Sample> open = new HashMap<>(entry.samples);
        List<TrainedSample> trained = new ArrayList<>(given.size());
        for (Outcome outcome : given) {
            Sample sample = outcome.attempt() == entry.attempt ? open.remove(outcome.sampleId()) : null;
            if (sample == null) {
                throw new QueueException("queue: ack of lease " + lease + ": outcome of sample " + outcome.sampleId()
                        + ", attempt " + outcome.attempt()
                        + ": one outcome at most of each sample of the lease, attempt "
                        + entry.attempt + ", is expected");
            }
            trained.add(new TrainedSample(sample, outcome));
        }
        outcomes.put(batch, lease, given);
        entry.samples = Map.of();
        entry.acknowledged = true;
        return trained;
    }

    /** A checkpoint that contains all leases up to one is whole on disk. */
    void checkpointed(QueueBatch batch, CheckpointMark mark) {
        long finalised = counters.get(Counter.FINALISED);
        if (mark.sequence() < finalised || mark.sequence() >= next) {
            throw new QueueException("queue: checkpoint " + mark + ": leases " + finalised + " to " + (next - 1)
                    + " are what a checkpoint may contain now");
        }
        Collection<Long> open = open(finalised, mark.sequence());
        if (!open.isEmpty()) {
            throw new QueueException("queue: checkpoint " + mark + ": lease "
                    + open.iterator().next() + " is in it and has not been acknowledged");
        }
        finalise(batch, mark);
    }

    /**
     * The trainer has gone back to a checkpoint that contains all leases up to one.
     *
     * @throws LineageException when the queue cannot hand out what the checkpoint lacks
     */
    Restored restore(QueueBatch batch, String run, long sequence) {
        requireReachable(sequence);
        long finalised = counters.get(Counter.FINALISED);
        long unacknowledged = open(finalised, sequence).size();
        if (sequence > finalised) {
            finalise(batch, new CheckpointMark(run, -1, sequence));
        } else if (sequence < finalised) {
            rollBack(batch, sequence);
        }
        entries.tailMap(sequence, false).forEach((lease, entry) -> {
            if (entry.acknowledged) {
                outcomes.drop(batch, lease);
                entry.acknowledged = false;
            }
        });
        next = sequence + 1;
        return new Restored(sequence, Math.max(0, sequence - finalised), sequence() - sequence, unacknowledged);
    }

    /**
     * The trainer begins without the checkpoints that this queue has fed. What they contain stays trained and its samples go; what no
     * checkpoint contained is handed out again.
     */
    Restored startLineage(QueueBatch batch, String run) {
        long finalised = counters.get(Counter.FINALISED);
        marks.keySet().forEach(number -> batch.delete(Family.CHECKPOINTS, LongKey.of(number)));
        marks.clear();
        purge(batch, finalised);
        return restore(batch, run, finalised);
    }

    private void requireReachable(long sequence) {
        if (sequence > sequence()) {
            throw new LineageException(
                    "queue: " + database.directory() + ": the checkpoint contains leases up to " + sequence
                            + ", but the newest here is " + sequence()
                            + ": it was trained from another queue, or this one lost its last writes with the power; use the queue"
                            + " directory that belongs to the checkpoint, or start a new lineage");
        }
        long purged = counters.get(Counter.PURGED);
        if (sequence < purged) {
            throw new LineageException(
                    "queue: " + database.directory() + ": the checkpoint contains leases up to " + sequence
                            + ", but the samples of leases up to " + purged
                            + " are gone, trained into newer checkpoints; restore one of " + marks.values()
                            + ", or start a new lineage, which gives those samples up");
        }
    }

    private void finalise(QueueBatch batch, CheckpointMark mark) {
        long before = counters.get(Counter.FINALISED);
        long trained = 0;
        for (var lease : entries.subMap(before, false, mark.sequence(), true).entrySet()) {
            if (lease.getValue().acknowledged) {
                outcomes.take(batch, lease.getKey()).forEach(entry -> outbox.add(batch, entry));
                // The row of acknowledgements is gone; from here on the lease is known by its number to be final.
                lease.getValue().acknowledged = false;
            }
            trained += lease.getValue().size;
        }
        counters.set(batch, Counter.FINALISED, mark.sequence());
        counters.add(batch, Counter.TRAINED, trained);
        long number = counters.next(batch, Counter.CHECKPOINT);
        marks.put(number, mark);
        batch.put(Family.CHECKPOINTS, LongKey.of(number), mark.bytes());
        while (marks.size() > retained) {
            batch.delete(Family.CHECKPOINTS, LongKey.of(marks.pollFirstEntry().getKey()));
        }
        if (marks.size() == retained) {
            purge(batch, marks.firstEntry().getValue().sequence());
        }
    }

    /** Back to an older checkpoint: what came after it is not trained any more. Outcomes that have been sent stay sent. */
    private void rollBack(QueueBatch batch, long sequence) {
        long lost = entries.subMap(sequence, false, counters.get(Counter.FINALISED), true).values().stream()
                .mapToLong(entry -> entry.size)
                .sum();
        counters.add(batch, Counter.TRAINED, -lost);
        counters.set(batch, Counter.FINALISED, sequence);
        while (!marks.isEmpty() && marks.lastEntry().getValue().sequence() > sequence) {
            batch.delete(Family.CHECKPOINTS, LongKey.of(marks.pollLastEntry().getKey()));
        }
    }

    private void purge(QueueBatch batch, long upTo) {
        NavigableMap<Long, Entry> gone = entries.subMap(counters.get(Counter.PURGED), false, upTo, true);
        for (long lease : gone.keySet()) {
            byte[] key = LongKey.of(lease);
            for (IndexKey entry : LeaseRow.of(database.get(Family.LEASES, key)).entries()) {
                batch.delete(Family.SAMPLES, LongKey.of(entry.arrival()));
            }
            batch.delete(Family.LEASES, key);
        }
        gone.clear();
        counters.set(batch, Counter.PURGED, upTo);
    }

    /** Leases in {@code (after, upTo]} without an acknowledgement. */
    private Collection<Long> open(long after, long upTo) {
        List<Long> open = new ArrayList<>();
        if (upTo > after) {
            entries.subMap(after, false, upTo, true).forEach((lease, entry) -> {
                if (!entry.acknowledged) {
                    open.add(lease);
                }
            });
        }
        return open;
    }
}
