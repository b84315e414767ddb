package io.mindstream.bus.avro;

/**
 * How one record of the vocabulary lies in its Avro schema, written by hand.
 *
 * @param <T> the vocabulary's record
 */
interface RecordMapping<T> {
    void write(T value, Row row);

    /** @throws IllegalArgumentException when the fields break a rule of the record */
    T read(Row row);
}
