package io.mindstream.bus.client;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** One idempotent producer, acks from all replicas, for all topics that a role writes. May be used from any thread. */
public final class BusProducer implements AutoCloseable {
    /** Several producers of a process may be closed one after the other while the cluster is away, and somebody waits for it. */
    private static final Duration CLOSE = Duration.ofSeconds(4);

    private final KafkaProducer<String, byte[]> producer;

    /**
     * @param clientId for the broker's logs and quotas
     * @throws BusException naming the cluster, when its properties are such that there can be no client; it need not answer
     */
    public BusProducer(ClusterProperties cluster, String clientId) {
        try {
            producer = new KafkaProducer<>(cluster.producer(clientId));
        } catch (KafkaException e) {
            throw BusException.of("cluster " + cluster.bootstrap(), e);
        }
    }

    /** A writer of one topic's records. */
    public <V> TopicWriter<V> writer(Topic<V> topic) {
        return (key, value) -> {
            byte[] bytes;
            try {
                bytes = value == null && topic.isCompacted()
                        ? null
                        : topic.codec().encode(value);
            } catch (IllegalArgumentException e) {
                return CompletableFuture.failedFuture(
                        new BusException("topic " + topic.name() + ": " + e.getMessage(), e));
            }
            return send(new ProducerRecord<>(topic.name(), key, bytes));
        };
    }

    CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<RecordMetadata> done = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, e) -> {
                if (e == null) {
                    done.complete(metadata);
                } else {
                    done.completeExceptionally(named(record, e));
                }
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(named(record, e));
        }
        return done;
    }

    /** Waits until everything sent so far is acknowledged or has failed. */
    public void flush() {
        producer.flush();
    }

    private static BusException named(ProducerRecord<String, byte[]> record, Exception e) {
        return new BusException("topic " + record.topic() + ": " + e.getMessage(), e);
    }

    /** Sends what is under way, for four seconds at most. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
