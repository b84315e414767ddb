package io.mindstream.serve;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Received;
import io.mindstream.bus.client.Start;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Reads the newest records of a topic, then each that comes, for as long as it is open: a broker that goes away is waited for, and reading
 * starts with the newest again.
 */
final class TopicFollower<V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    private final Disposable subscription;

    /**
     * @param recent how many records before now are read first, of each partition, at most
     * @param consumer called on the reader's thread, again for records that were read before a failure
     */
    TopicFollower(ClusterProperties cluster, Topic<V> topic, int recent, Consumer<V> consumer) {
        subscription = Flux.defer(() -> KafkaFlux.read(
                        cluster,
                        topic,
                        ReadOptions.from(start(cluster, topic, recent)).clientId("serve")))
                // Where to start is asked of the broker, which takes its time.
                .subscribeOn(Schedulers.boundedElastic())
                .mapNotNull(Received::value)
                .doOnNext(consumer)
                .doOnError(e -> LOG.warn("Topic {}: {}; trying again", topic.name(), e.getMessage()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe();
    }

    private static Start start(ClusterProperties cluster, Topic<?> topic, int recent) {
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            Map<Integer, Long> begin = admin.beginOffsets(topic);
            Map<Integer, Long> from = new HashMap<>();
            admin.endOffsets(topic)
                    .forEach((partition, end) ->
                            from.put(partition, Math.max(begin.getOrDefault(partition, 0L), end - recent)));
            return Start.at(from);
        }
    }

    @Override
    public void close() {
        subscription.dispose();
    }
}
