package io.mindstream.curriculum;

import java.nio.ByteBuffer;

/**
 * Key of the index: stage (1 byte), difficulty bucket (1 byte), label number (4 bytes), arrival number (8 bytes), so that each stage,
 * bucket and label is a first-in-first-out line.
 *
 * @param stage ordinal of the stage
 */
record IndexKey(int stage, int bucket, int label, long arrival) {
    byte[] bytes() {
        return ByteBuffer.allocate(14)
                .put((byte) stage)
                .put((byte) bucket)
                .putInt(label)
                .putLong(arrival)
                .array();
    }

    /** The same line, at another arrival. */
    IndexKey at(long number) {
        return new IndexKey(stage, bucket, label, number);
    }

    static IndexKey of(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return new IndexKey(in.get(), in.get(), in.getInt(), in.getLong());
    }
}
