package io.mindstream.bus.client;

import java.util.Map;

/** Where reading starts. */
public sealed interface Start {
    /** With the oldest record that is left, all partitions. */
    record Earliest() implements Start {}

    /** With the first record after now, all partitions. */
    record Latest() implements Start {}

    /**
     * At offsets that the reader stored itself; partitions it has none for start with their oldest record. An offset that the topic does
     * not have is an error, never a silent reset.
     *
     * @param next by partition: the first offset to read
     */
    record Offsets(Map<Integer, Long> next) implements Start {
        public Offsets {
            next = Map.copyOf(next);
        }
    }

    /**
     * As a member of a consumer group, where the group left off, and with the oldest record at first. An offset is committed some time
     * after its record was handed to the subscriber: a subscriber that works synchronously sees each record at least once; one that works
     * asynchronously and must not lose any keeps its own {@link Offsets}.
     *
     * @param id name of the group without prefix
     */
    record Group(String id) implements Start {}

    static Start earliest() {
        return new Earliest();
    }

    static Start latest() {
        return new Latest();
    }

    static Start at(Map<Integer, Long> next) {
        return new Offsets(next);
    }

    static Start group(String id) {
        return new Group(id);
    }
}
