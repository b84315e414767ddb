package io.mindstream.curriculum;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A sample as the queue keeps it: its id and its record as it came, of whatever schema version.
 *
 * @param avro the encoded {@link io.mindstream.samples.Sample}
 */
record SampleRow(String id, byte[] avro) {
    private static final byte VERSION = 1;

    byte[] bytes() {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Short.BYTES + name.length + avro.length)
                .put(VERSION)
                .putShort((short) name.length)
                .put(name)
                .put(avro)
                .array();
    }

    static SampleRow of(byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        if (in.get() != VERSION) {
            throw new QueueException("queue: sample row of version " + row[0] + " where " + VERSION + " is known");
        }
        byte[] name = new byte[in.getShort()];
        in.get(name);
        byte[] avro = new byte[in.remaining()];
        in.get(avro);
        return new SampleRow(new String(name, StandardCharsets.UTF_8), avro);
    }
}
