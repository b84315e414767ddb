package io.mindstream.bus.avro;

import io.mindstream.bus.MalformedRecordException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An {@link AvroCodec} as Kafka's clients and Kafka Streams take it. Null stays null (a tombstone); bytes that cannot be read give a
 * {@link MalformedRecordException} that names the topic.
 */
public record AvroSerde<T>(AvroCodec<T> codec) implements Serde<T> {
    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : codec.encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return codec.decode(bytes);
            } catch (MalformedRecordException e) {
                throw e.at(topic, -1, -1);
            }
        };
    }
}
