package io.mindstream.bus.client;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes records of one topic. See {@link BusProducer#writer}. */
@FunctionalInterface
public interface TopicWriter<V> {
    /**
     * Sends one record. Returns at once but when the producer's buffer is full. The future completes on the producer's network thread, so
     * what hangs on it must be short; it fails with {@link io.mindstream.bus.BusException}, which names the topic.
     *
     * @param value null deletes the key of a compacted topic
     */
    CompletableFuture<RecordMetadata> send(String key, V value);
}
