package io.mindstream.curriculum;

import java.nio.ByteBuffer;

/** A number as key or value: eight bytes, big-endian, never negative, so that byte order is the order of numbers. */
final class LongKey {
    private LongKey() {}

    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }
}
