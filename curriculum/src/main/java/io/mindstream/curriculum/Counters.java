package io.mindstream.curriculum;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The queue's durable numbers. A change goes into the batch that it belongs to and holds in memory at once. */
final class Counters {
    /** What is counted; the name is the key on disk. */
    enum Counter {
        /** Number of the newest sample taken in: 1 for the first. */
        ARRIVAL,
        /** Samples taken in, ever. */
        ACCEPTED,
        /** Samples dropped because their id was known. */
        DUPLICATES,
        /** Records that could not be read. */
        MALFORMED,
        /** Samples that a checkpoint of the present lineage contains. */
        TRAINED,
        /** Newest owner token handed out. */
        TOKEN,
        /** Newest lease. */
        SEQUENCE,
        /** Newest lease that a checkpoint of the lineage contains. */
        FINALISED,
        /** Newest lease whose samples are gone: no restore goes behind it. */
        PURGED,
        /** Number of the newest checkpoint mark. */
        CHECKPOINT,
        /** Number of the newest outbox entry. */
        OUTBOX,
        /** Arrival number up to which seen ids are forgotten. */
        FORGOTTEN,
        /** Identity of this queue's credits: the time it was made, in milliseconds since 1970. */
        EPOCH;

        private final byte[] key = name().getBytes(StandardCharsets.UTF_8);
    }

    private final Map<Counter, Long> values = new EnumMap<>(Counter.class);

    Counters(QueueDatabase database) {
        for (Counter counter : Counter.values()) {
            byte[] value = database.get(Family.COUNTERS, counter.key);
            values.put(counter, value == null ? 0L : LongKey.number(value));
        }
    }

    long get(Counter counter) {
        return values.get(counter);
    }

    long set(QueueBatch batch, Counter counter, long value) {
        batch.put(Family.COUNTERS, counter.key, LongKey.of(value));
        values.put(counter, value);
        return value;
    }

    long add(QueueBatch batch, Counter counter, long change) {
        return set(batch, counter, get(counter) + change);
    }

    long next(QueueBatch batch, Counter counter) {
        return add(batch, counter, 1);
    }
}
