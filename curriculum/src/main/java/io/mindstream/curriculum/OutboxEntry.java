package io.mindstream.curriculum;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A record that waits to be sent.
 *
 * @param kind decides the topic
 * @param value encoded
 */
record OutboxEntry(Kind kind, String key, byte[] value) {
    /** What is sent. Stored by name. */
    enum Kind {
        OUTCOME,
        REJECTION
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeUTF(kind.name());
            out.writeUTF(key);
            out.writeInt(value.length);
            out.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static OutboxEntry of(byte[] row) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
            int version = in.readByte();
            if (version != 1) {
                throw new QueueException("queue: outbox row of version " + version + " where 1 is known");
            }
            return new OutboxEntry(Kind.valueOf(in.readUTF()), in.readUTF(), in.readNBytes(in.readInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
