package io.mindstream.curriculum;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.MalformedRecordException;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.avro.Codecs;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Received;
import io.mindstream.bus.client.Start;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * From the {@code samples} topic into the queue. Samples and the offset behind them are one write batch, so each record counts once
 * whatever dies. While the queue is full nothing is asked of the topic.
 */
final class Feed {
    private static final int BATCH = 128;
    private static final Duration LINGER = Duration.ofMillis(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final CurriculumQueue queue;
    private final Topic<Sample> topic;
    private final int highWater;
    /** Of records read before the one that is next to be taken in. */
    private final Queue<OutboxEntry> rejections = new ConcurrentLinkedQueue<>();

    Feed(CurriculumQueue queue, Topic<Sample> topic, int highWater) {
        this.queue = queue;
        this.topic = topic;
        this.highWater = highWater;
    }

    /**
     * Binds the queue to the topic.
     *
     * @return where to read on, by partition
     * @throws TopicMismatchException when the queue has been fed from another
     */
    SortedMap<Integer, Long> bind(TopicAdmin admin) {
        Map<Integer, Long> begins = admin.beginOffsets(topic);
        Map<Integer, SourceTopic.Range> ranges = new HashMap<>();
        admin.endOffsets(topic)
                .forEach((partition, end) ->
                        ranges.put(partition, new SourceTopic.Range(begins.getOrDefault(partition, end), end)));
        SourceTopic source = new SourceTopic(admin.clusterId(), topic.name(), admin.topicId(topic), ranges);
        return queue.blocking(store -> store.bind(source));
    }

    /** Takes in whatever comes, for ever; emits how many samples of each batch were new. */
    Flux<Integer> run(ClusterProperties cluster, Map<Integer, Long> from) {
        ReadOptions options = ReadOptions.from(Start.at(from))
                .clientId("curriculum-samples")
                .onMalformed(malformed -> rejections.add(rejection(malformed)));
        return KafkaFlux.read(cluster, topic, options)
                .bufferTimeout(BATCH, LINGER, true)
                .concatMap(this::take, 0);
    }

    /** Waits until there is room, then takes a batch in. */
    private Mono<Integer> take(List<Received<Sample>> records) {
        return Mono.fromFuture(() -> queue.call(store -> store.waiting() < highWater ? accept(store, records) : null))
                .repeatWhenEmpty(full -> full.delayElements(LOOK_AGAIN));
    }

    private int accept(QueueStore store, List<Received<Sample>> records) {
        List<Incoming> incoming = new ArrayList<>(records.size());
        Map<Integer, Long> next = new HashMap<>();
        for (Received<Sample> record : records) {
            incoming.add(new Incoming(record.value(), Codecs.SAMPLE.encode(record.value())));
            next.merge(record.partition(), record.offset() + 1, Math::max);
        }
        return store.accept(incoming, takeRejections(), next);
    }

    /**
     * Sends off rejections that no sample has followed yet. The offset stays before such a record, so after a death it is read and
     * rejected once more, under the same id.
     */
    boolean settle(QueueStore store) {
        List<OutboxEntry> rejected = takeRejections();
        if (!rejected.isEmpty()) {
            store.accept(List.of(), rejected, Map.of());
        }
        return !rejected.isEmpty();
    }

    private List<OutboxEntry> takeRejections() {
        List<OutboxEntry> rejected = new ArrayList<>();
        for (OutboxEntry entry = rejections.poll(); entry != null; entry = rejections.poll()) {
            rejected.add(entry);
        }
        return rejected;
    }

    private static OutboxEntry rejection(MalformedRecordException malformed) {
        Rejection rejection = new Rejection(
                malformed.place(),
                "",
                Rejection.Reason.MALFORMED,
                malformed.problem(),
                Optional.empty(),
                System.currentTimeMillis());
        return new OutboxEntry(OutboxEntry.Kind.REJECTION, rejection.id(), Codecs.REJECTION.encode(rejection));
    }
}
