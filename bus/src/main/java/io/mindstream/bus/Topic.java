package io.mindstream.bus;

import io.mindstream.bus.avro.AvroCodec;
import io.mindstream.bus.avro.AvroSerde;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A topic and what lies on it. Keys are strings.
 *
 * @param name on the cluster, prefix included
 * @param partitions it is created with
 * @param retention what it keeps
 * @param codec of the values
 * @param <V> the values
 */
public record Topic<V>(String name, int partitions, Retention retention, AvroCodec<V> codec) {
    public Topic {
        Objects.requireNonNull(retention, "topic.retention");
        Objects.requireNonNull(codec, "topic.codec");
        if (name.isEmpty() || partitions < 1) {
            throw new IllegalArgumentException("topic '" + name + "' with " + partitions + " partitions");
        }
    }

    public Serde<String> keySerde() {
        return Serdes.String();
    }

    public Serde<V> valueSerde() {
        return new AvroSerde<>(codec);
    }

    /** Whether a null value is legal: it deletes its key. */
    public boolean isCompacted() {
        return retention.cleanup() == Retention.Cleanup.COMPACT;
    }
}
