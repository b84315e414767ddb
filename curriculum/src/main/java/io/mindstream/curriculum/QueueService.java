package io.mindstream.curriculum;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.Outbox;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Start;
import io.mindstream.bus.client.TopicWriter;
import io.mindstream.config.QueueSettings;
import io.mindstream.samples.Demand;
import io.mindstream.samples.QueueState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The queue at work: fed from the {@code samples} topic, asking for more on {@code demand}, telling on {@code queue-state}, learning
 * from {@code label-stats}, sending {@code outcomes} and {@code rejected} off, and trimming {@code samples} behind what is safely on
 * disk.
 */
public final class QueueService implements AutoCloseable {
    /** Key on {@code queue-state}. */
    public static final String NAME = "curriculum";

    private static final Logger LOG = LoggerFactory.getLogger(QueueService.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TRIM_EVERY = Duration.ofSeconds(5);
    /** So many of the newest records of each partition stay on the topic: half a minute and more for people to look at. */
    static final long SHOWN = 2000;

    private final CurriculumQueue queue;
    private final Topics topics;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    /** What to close, the newest first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Map<Integer, Long> trimmed = Map.of();

    private QueueService(CurriculumQueue queue, Topics topics) {
        this.queue = queue;
        this.topics = topics;
        open.push(queue);
    }

    /**
     * Opens the queue and starts to feed it. Nothing is asked for before a trainer has opened {@link #curriculum()}.
     *
     * @param directory of the queue alone
     * @param wanted what can be generated
     * @param predictor tells how difficult a sample is
     * @throws QueueException when the directory cannot be used
     * @throws TopicMismatchException when the queue has been fed from another cluster or topic, or records are gone
     * @throws io.mindstream.bus.BusException when the cluster does not answer or a topic is missing
     */
    public static QueueService start(
            Path directory,
            QueueSettings settings,
            ClusterProperties cluster,
            Topics topics,
            Collection<Wanted> wanted,
            DifficultyPredictor predictor) {
        CurriculumQueue queue = CurriculumQueue.open(
                directory, settings, wanted.stream().map(Wanted::label).toList(), predictor);
        QueueService service = new QueueService(queue, topics);
        try {
            service.wire(settings, cluster, wanted);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** The trainer's end. */
    public Curriculum curriculum() {
        return queue;
    }

    /** The queue as it is now. */
    public CompletionStage<QueueState> state() {
        return queue.call(QueueStore::state);
    }

    /** Completes when the service is closed; fails when it can no longer be fed or written, with the one line that says why. */
    public CompletionStage<Void> failed() {
        return failed.copy();
    }

    private void wire(QueueSettings settings, ClusterProperties cluster, Collection<Wanted> wanted) {
        TopicAdmin admin = new TopicAdmin(cluster);
        open.push(admin);
        Feed feed = new Feed(queue, topics.samples(), settings.highWater());
        SortedMap<Integer, Long> from = feed.bind(admin);
        BusProducer producer = new BusProducer(cluster, "curriculum");
        open.push(producer);
        Outbox outbox = new Outbox(new QueueOutbox(queue, topics), producer, EVERY);
        open.push(outbox);
        queue.onOutbox(outbox::wake);

        ReadOptions stats = ReadOptions.from(Start.earliest()).clientId("curriculum-label-stats");
        run(KafkaFlux.read(cluster, topics.labelStats(), stats)
                .filter(record -> record.value() != null)
                .concatMap(record -> Mono.fromFuture(() -> queue.call(store -> {
                    store.learn(record.value());
                    return record.offset();
                }))));
        run(feed.run(cluster, from));

        DemandController controller = queue.blocking(store ->
                new DemandController(settings, wanted, DemandController.weights(settings, store.difficulty())));
        Steering steering = new Steering(controller, settings.demandTtl());
        TopicWriter<Demand> demand = producer.writer(topics.demand());
        TopicWriter<QueueState> state = producer.writer(topics.queueState());
        // Closed after the pipeline that asks: the last word is that nothing is wanted.
        open.push(() -> tell(demand, queue.blocking(steering::end)));
        run(Flux.interval(EVERY).onBackpressureDrop().concatMap(tick -> Mono.fromFuture(() -> queue.call(store -> {
                    if (feed.settle(store)) {
                        outbox.wake();
                    }
                    return steering.look(store);
                }))
                .doOnNext(bulletin -> {
                    tell(state.send(NAME, bulletin.state()));
                    tell(demand, bulletin.demands());
                })));
        run(Flux.interval(TRIM_EVERY).onBackpressureDrop().concatMap(tick -> Mono.fromFuture(
                        () -> queue.call(QueueStore::flushedOffsets))
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(offsets -> trim(admin, offsets))));
    }

    private void run(Flux<?> pipeline) {
        Disposable running = pipeline.subscribe(done -> {}, e -> {
            LOG.error("{}", e.getMessage());
            failed.completeExceptionally(e);
        });
        open.push(running::dispose);
    }

    private static void tell(TopicWriter<Demand> writer, List<Demand> demands) {
        for (Demand one : demands) {
            CompletableFuture<?> sent = writer.send(one.key(), one);
            tell(sent);
            if (sent.isCompletedExceptionally()) {
                // Each send to a cluster that is away may wait; the rest would fail the same way.
                return;
            }
        }
    }

    /** What cannot be told now is told with the next look. */
    private static void tell(CompletableFuture<?> sent) {
        sent.whenComplete((done, e) -> {
            if (e != null) {
                LOG.warn("{}", e.getMessage());
            }
        });
    }

    private void trim(TopicAdmin admin, Map<Integer, Long> offsets) {
        if (offsets.equals(trimmed)) {
            return;
        }
        try {
            Map<Integer, Long> before = new HashMap<>();
            offsets.forEach((partition, next) -> before.put(partition, Math.max(0, next - SHOWN)));
            admin.trim(topics.samples(), before);
            trimmed = offsets;
        } catch (RuntimeException e) {
            LOG.warn("Not trimmed now: {}", e.getMessage());
        }
    }

    /** Stops feeding, sends off what is under way, and closes the queue. The owner's further calls fail. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("{}", e.getMessage());
            }
        }
        failed.complete(null);
    }
}
