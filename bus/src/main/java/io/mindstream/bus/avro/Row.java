package io.mindstream.bus.avro;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** An Avro record with typed access by field name. */
final class Row {
    private final GenericRecord record;

    Row(GenericRecord record) {
        this.record = record;
    }

    static <T> Row of(Schema schema, T value, RecordMapping<T> mapping) {
        Row row = new Row(new GenericData.Record(schema));
        mapping.write(value, row);
        return row;
    }

    GenericRecord record() {
        return record;
    }

    Schema schema(String field) {
        return record.getSchema().getField(field).schema();
    }

    /** A text, number or truth value; null where the schema allows it. */
    Row set(String field, Object value) {
        record.put(field, value);
        return this;
    }

    Row set(String field, Enum<?> value) {
        return set(field, new GenericData.EnumSymbol(schema(field), value.name()));
    }

    Row set(String field, byte[] bytes) {
        return set(field, (Object) (bytes == null ? null : ByteBuffer.wrap(bytes)));
    }

    <T> Row set(String field, T value, RecordMapping<T> mapping) {
        return set(field, of(schema(field), value, mapping).record);
    }

    /** A union of null and a record. */
    <T> Row setOptional(String field, T valueOrNull, RecordMapping<T> mapping) {
        Schema present = schema(field).getTypes().get(1);
        return set(field, valueOrNull == null ? null : of(present, valueOrNull, mapping).record);
    }

    <T> Row setAll(String field, Collection<T> values, RecordMapping<T> mapping) {
        Schema list = schema(field);
        List<GenericRecord> records = new ArrayList<>(values.size());
        values.forEach(value -> records.add(of(list.getElementType(), value, mapping).record));
        return set(field, new GenericData.Array<>(list, records));
    }

    Row setTexts(String field, Collection<String> texts) {
        return set(field, new GenericData.Array<>(schema(field), texts));
    }

    /** In the order of the constants, so that equal sets give equal bytes. */
    Row setSymbols(String field, Collection<? extends Enum<?>> values) {
        Schema list = schema(field);
        List<GenericData.EnumSymbol> symbols = values.stream()
                .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
                .map(value -> new GenericData.EnumSymbol(list.getElementType(), value.name()))
                .toList();
        return set(field, new GenericData.Array<>(list, symbols));
    }

    /** In the order of the names, so that equal maps give equal bytes. */
    Row setNumbers(String field, Map<String, Double> numbers) {
        return set(field, new TreeMap<>(numbers));
    }

    Object get(String field) {
        return record.get(field);
    }

    String text(String field) {
        return get(field).toString();
    }

    int integer(String field) {
        return (Integer) get(field);
    }

    long number(String field) {
        return (Long) get(field);
    }

    double real(String field) {
        return (Double) get(field);
    }

    boolean flag(String field) {
        return (Boolean) get(field);
    }

    /** Null where the field is. */
    byte[] bytes(String field) {
        if (!(get(field) instanceof ByteBuffer buffer)) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    <E extends Enum<E>> E symbol(String field, Class<E> type) {
        return Enum.valueOf(type, text(field));
    }

    <T> T one(String field, RecordMapping<T> mapping) {
        return mapping.read(new Row((GenericRecord) get(field)));
    }

    /** Null where the field is. */
    <T> T optional(String field, RecordMapping<T> mapping) {
        return get(field) == null ? null : one(field, mapping);
    }

    <T> List<T> all(String field, RecordMapping<T> mapping) {
        List<T> values = new ArrayList<>();
        for (Object element : (Collection<?>) get(field)) {
            values.add(mapping.read(new Row((GenericRecord) element)));
        }
        return values;
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (Object text : (Collection<?>) get(field)) {
            texts.add(text.toString());
        }
        return texts;
    }

    <E extends Enum<E>> List<E> symbols(String field, Class<E> type) {
        return texts(field).stream().map(name -> Enum.valueOf(type, name)).toList();
    }

    Map<String, Double> numbers(String field) {
        Map<String, Double> numbers = new HashMap<>();
        ((Map<?, ?>) get(field)).forEach((name, number) -> numbers.put(name.toString(), (Double) number));
        return numbers;
    }
}
