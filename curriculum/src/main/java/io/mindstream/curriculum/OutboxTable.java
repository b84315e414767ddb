package io.mindstream.curriculum;

import io.mindstream.curriculum.Counters.Counter;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records that wait to be sent, in order; they are written in the batch that caused them and removed once the broker has them. */
final class OutboxTable {
    private final QueueDatabase database;
    private final Counters counters;
    /** Nothing is waiting before this number. */
    private long head;

    OutboxTable(QueueDatabase database, Counters counters) {
        this.database = database;
        this.counters = counters;
    }

    void add(QueueBatch batch, OutboxEntry entry) {
        batch.put(Family.OUTBOX, LongKey.of(counters.next(batch, Counter.OUTBOX)), entry.bytes());
    }

    /** The oldest that wait, by number. */
    SortedMap<Long, OutboxEntry> first(int count) {
        SortedMap<Long, OutboxEntry> entries = new TreeMap<>();
        database.walk(Family.OUTBOX, LongKey.of(head), null, (key, value) -> {
            entries.put(LongKey.number(key), OutboxEntry.of(value));
            return entries.size() < count;
        });
        return entries;
    }

    /** Removes all up to a number. */
    void remove(QueueBatch batch, long upTo) {
        database.walk(Family.OUTBOX, LongKey.of(head), LongKey.of(upTo + 1), (key, value) -> {
            batch.delete(Family.OUTBOX, key);
            return true;
        });
        head = Math.max(head, upTo + 1);
    }
}
