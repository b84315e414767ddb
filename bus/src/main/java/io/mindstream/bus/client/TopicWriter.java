package io.mindstream.bus.client;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes records of one topic. See {@link BusProducer#writer}. */
@FunctionalInterface
public interface TopicWriter<V> {
    /**
     * Sends one record. Returns at once, but for two waits of ten seconds at most: when the producer's buffer (32 MiB) is full, and when
     * the topic has not been met and the cluster is away. A record waits two minutes for a cluster that comes back. The future completes
     * on the producer's network thread, so what hangs on it must be short; it fails with {@link io.mindstream.bus.BusException}, which
     * names the topic.
     *
     * @param value null deletes the key of a compacted topic
     */
    CompletableFuture<RecordMetadata> send(String key, V value);
}
