package io.mindstream.bus.avro;

import io.mindstream.bus.MalformedRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * A record of the vocabulary as bytes and back: Avro's single-object encoding, that is {@code C3 01}, the fingerprint of the writer's
 * schema (8 bytes, little endian) and the record in Avro's binary form. Writes the newest version of the schema, reads every version
 * that is known. The same bytes lie on topics and in stores. Safe for use by several threads.
 *
 * @param <T> the record
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro specification, single-object encoding</a>
 */
public final class AvroCodec<T> {
    private static final int HEADER = 10;
    private static final byte MARKER = (byte) 0xC3;
    private static final byte FORMAT = 0x01;

    private final String name;
    private final SchemaVersions versions;
    private final RecordMapping<T> mapping;
    private final byte[] header;
    private final GenericDatumWriter<GenericRecord> writer;
    private final Map<Long, GenericDatumReader<GenericRecord>> readers = new HashMap<>();

    AvroCodec(String name, SchemaVersions versions, RecordMapping<T> mapping) {
        this.name = name;
        this.versions = versions;
        this.mapping = mapping;
        header = ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .put(FORMAT)
                .putLong(SchemaVersions.fingerprint(versions.latest()))
                .array();
        writer = new GenericDatumWriter<>(versions.latest());
        versions.all()
                .forEach((fingerprint, schema) ->
                        readers.put(fingerprint, new GenericDatumReader<>(schema, versions.latest())));
    }

    /** What the record is called in schema files and in messages, for example {@code sample}. */
    public String name() {
        return name;
    }

    /** The schema that {@link #encode} writes. */
    public Schema schema() {
        return versions.latest();
    }

    /** @throws IllegalArgumentException when a field that the schema needs is null */
    public byte[] encode(T value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(header);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(Row.of(versions.latest(), value, mapping).record(), encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + ": cannot be encoded: " + reason(e), e);
        }
        return out.toByteArray();
    }

    /**
     * @param bytes of any known version
     * @throws MalformedRecordException when they are something else, or break a rule of the record
     */
    public T decode(byte[] bytes) {
        if (bytes == null) {
            throw new MalformedRecordException(name + ": no value", null);
        }
        if (bytes.length < HEADER || bytes[0] != MARKER || bytes[1] != FORMAT) {
            throw new MalformedRecordException(
                    name + ": " + bytes.length + " bytes that are not an Avro single object (C3 01)", null);
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        GenericDatumReader<GenericRecord> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new MalformedRecordException(
                    String.format("%s: schema %016x is none of the known versions", name, fingerprint), null);
        }
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
        GenericRecord record;
        boolean atEnd;
        try {
            record = reader.read(null, decoder);
            atEnd = decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecordException(name + ": cannot be decoded: " + reason(e), e);
        }
        if (!atEnd) {
            throw new MalformedRecordException(name + ": bytes follow the record", null);
        }
        try {
            return mapping.read(new Row(record));
        } catch (RuntimeException e) {
            throw new MalformedRecordException(name + ": " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public String toString() {
        return "AvroCodec[" + name + "]";
    }
}
