package io.mindstream.app;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Received;
import io.mindstream.bus.client.Start;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The newest records of a topic that others go on writing to, read from near its end. */
final class NewestRecords {
    /** Longest wait for a first record. */
    private static final Duration FIRST = Duration.ofSeconds(4);
    /** A topic has been read to its end when nothing came for so long. */
    private static final Duration QUIET = Duration.ofMillis(700);
    /** Longest time in all. */
    private static final Duration ALL = Duration.ofSeconds(8);

    private final ClusterProperties cluster;

    NewestRecords(ClusterProperties cluster) {
        this.cluster = cluster;
    }

    /**
     * @param last most records
     * @return the newest first
     * @throws BusException naming the topic or the cluster
     */
    <V> List<V> read(Topic<V> topic, int last) {
        // Records of a topic that is trimmed may go between asking for its offsets and reading there. A cluster that
        // does
        // not answer is not asked twice.
        return Flux.defer(() -> nearEnd(topic, last))
                .retryWhen(Retry.max(1)
                        .filter(failure -> !(failure.getCause() instanceof TimeoutException))
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()))
                .sort(Comparator.comparingLong((Received<V> one) -> one.timestamp())
                        .reversed())
                .take(last)
                .map(Received::value)
                .collectList()
                .block();
    }

    private <V> Flux<Received<V>> nearEnd(Topic<V> topic, int last) {
        Map<Integer, Long> from;
        Map<Integer, Long> end;
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            end = admin.endOffsets(topic);
            from = start(admin.beginOffsets(topic), end, last);
        }
        Set<Integer> open = new HashSet<>();
        from.forEach((partition, offset) -> {
            if (offset < end.get(partition)) {
                open.add(partition);
            }
        });
        if (open.isEmpty()) {
            return Flux.empty();
        }
        ReadOptions options = ReadOptions.from(Start.at(from)).clientId("samples");
        return KafkaFlux.read(cluster, topic, options)
                .takeUntil(one -> {
                    if (one.offset() >= end.get(one.partition()) - 1) {
                        open.remove(one.partition());
                    }
                    return open.isEmpty();
                })
                .takeUntilOther(Mono.delay(ALL))
                .timeout(Mono.delay(FIRST), one -> Mono.delay(QUIET), Flux.empty());
    }

    /** Far enough from the end of each partition: at most every second offset is the mark of a transaction, not a record. */
    static Map<Integer, Long> start(Map<Integer, Long> begin, Map<Integer, Long> end, int last) {
        Map<Integer, Long> from = new HashMap<>();
        end.forEach((partition, offset) -> from.put(partition, Math.max(begin.get(partition), offset - 2L * last - 1)));
        return from;
    }
}
