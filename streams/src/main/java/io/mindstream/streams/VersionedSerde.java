package io.mindstream.streams;

import io.mindstream.bus.MalformedRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A few numbers and texts that never leave the topologies (stores, repartition topics) as bytes: one byte of version, then the fields.
 * What the vocabulary names is Avro; see {@link io.mindstream.bus.avro.AvroCodec}.
 *
 * @param <T> the record
 */
final class VersionedSerde<T> implements Serde<T> {
    /** Writes the fields of the newest version. */
    interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads the fields of any version up to the newest. */
    interface Reader<T> {
        T read(int version, DataInput in) throws IOException;
    }

    private final String name;
    private final int version;
    private final Writer<T> writer;
    private final Reader<T> reader;

    VersionedSerde(String name, int version, Writer<T> writer, Reader<T> reader) {
        this.name = name;
        this.version = version;
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : decode(topic, bytes);
    }

    private byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(version);
            writer.write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        return bytes.toByteArray();
    }

    private T decode(String topic, byte[] bytes) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int found = in.readUnsignedByte();
            if (found < 1 || found > version) {
                throw new MalformedRecordException(
                        topic, name + ": version " + found + " where 1.." + version + " are known", null);
            }
            T value = reader.read(found, in);
            if (in.read() >= 0) {
                throw new MalformedRecordException(topic, name + ": bytes follow the record", null);
            }
            return value;
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedRecordException(
                    topic, name + ": " + bytes.length + " bytes that cannot be read: " + e.getMessage(), e);
        }
    }
}
