package io.mindstream.curriculum;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A lease as the queue keeps it.
 *
 * @param attempt how often it has been handed out before
 * @param entries what it holds, in order; never changes, so that it is handed out again as the same batch
 */
record LeaseRow(int attempt, List<IndexKey> entries) {
    private static final byte VERSION = 1;

    LeaseRow {
        entries = List.copyOf(entries);
    }

    LeaseRow again() {
        return new LeaseRow(attempt + 1, entries);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(1 + 2 * Integer.BYTES + entries.size() * 14)
                .put(VERSION)
                .putInt(attempt)
                .putInt(entries.size());
        entries.forEach(entry -> out.put(entry.bytes()));
        return out.array();
    }

    static LeaseRow of(byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        if (in.get() != VERSION) {
            throw new QueueException("queue: lease row of version " + row[0] + " where " + VERSION + " is known");
        }
        int attempt = in.getInt();
        int size = in.getInt();
        List<IndexKey> entries = new ArrayList<>(size);
        byte[] key = new byte[14];
        for (int i = 0; i < size; i++) {
            in.get(key);
            entries.add(IndexKey.of(key));
        }
        return new LeaseRow(attempt, entries);
    }
}
