package io.mindstream.curriculum;

import java.nio.ByteBuffer;

/**
 * The account of one demand since the epoch began, in samples.
 *
 * @param granted credits given, ever
 * @param arrived samples that came on these credits, ever; never more than granted
 */
record Credit(long granted, long arrived) {
    static final Credit NONE = new Credit(0, 0);

    /** What may still come on these credits. */
    long outstanding() {
        return granted - arrived;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(granted)
                .putLong(arrived)
                .array();
    }

    static Credit of(byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        return new Credit(in.getLong(), in.getLong());
    }
}
