package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Received;
import io.mindstream.bus.client.Start;
import io.mindstream.bus.client.TableView;
import io.mindstream.config.BusSettings;
import io.mindstream.config.QueueSettings;
import io.mindstream.samples.Demand;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.RequestId;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The queue on a real broker. */
class QueueServiceIT {
    private static final BusSettings BUS = new BusSettings(2, 0, 16, 1, 16);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Wanted> WANTED = Wanted.of(Stage.KNOWLEDGE, Fixtures.LABELS);

    @TempDir
    private static Path brokerDirectory;

    private static EmbeddedBroker broker;

    @TempDir
    private Path root;

    private ClusterProperties cluster;
    private Topics topics;
    private TopicAdmin admin;
    private BusProducer producer;
    private QueueService service;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(brokerDirectory, BUS);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void topics(TestInfo test) {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        cluster = new ClusterProperties(broker.cluster().client(), prefix, (short) 1, false);
        topics = Topics.of(BUS, prefix);
        admin = new TopicAdmin(cluster);
        admin.ensure(topics.all());
        producer = new BusProducer(cluster, "test");
    }

    @AfterEach
    void close() {
        if (service != null) {
            service.close();
        }
        producer.close();
        admin.close();
    }

    @Test
    void eachSampleIsTakenInOnceAcrossRestartsAndTheTopicIsTrimmedBehind() {
        start(settings(1000));
        produce(0, 150);
        awaitState(state -> assertThat(state.depth()).isEqualTo(150));
        service.close();
        int all = 2 * (int) QueueService.SHOWN + 500;
        produce(100, all);
        start(settings(5000));
        awaitState(state -> assertThat(state.accepted()).isEqualTo(all));
        assertThat(state().depth()).isEqualTo(all);
        // All but the newest, which are left to be looked at.
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<Integer, Long> ends = admin.endOffsets(topics.samples());
            admin.beginOffsets(topics.samples()).forEach((partition, begin) -> assertThat(begin)
                    .isEqualTo(Math.max(0, ends.get(partition) - QueueService.SHOWN)));
        });
        service.close();
        start(settings(5000));
        produce(all, all + 1);
        awaitState(state -> assertThat(state.accepted()).isEqualTo(all + 1));
    }

    @Test
    void aRecordThatNobodyCanReadIsRejectedAndStopsNothing() {
        start(settings(1000));
        produce(0, 2);
        try (KafkaProducer<String, byte[]> raw = new KafkaProducer<>(cluster.producer("raw"))) {
            raw.send(new ProducerRecord<>(
                    topics.samples().name(), 0, "key", "no sample".getBytes(StandardCharsets.UTF_8)));
        }
        Received<Rejection> rejected = read(topics.rejected(), 1).get(0);
        assertThat(rejected.value().reason()).isEqualTo(Rejection.Reason.MALFORMED);
        assertThat(rejected.value().id()).startsWith(topics.samples().name() + "-0@");
        produce(2, 4);
        awaitState(state -> assertThat(state.accepted()).isEqualTo(4));
    }

    @Test
    void aTopicMadeAnewIsRefused() throws Exception {
        start(settings(1000));
        produce(0, 5);
        awaitState(state -> assertThat(state.accepted()).isEqualTo(5));
        service.close();
        try (Admin kafka = Admin.create(cluster.admin("test"))) {
            kafka.deleteTopics(List.of(topics.samples().name())).all().get();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            admin.ensure(List.of(topics.samples()));
            return true;
        });
        assertThatThrownBy(() -> start(settings(1000)))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(topics.samples().name())
                .hasMessageContaining("topic id");
    }

    @Test
    void recordsThatVanishedUnreadAreRefused() {
        start(settings(1000));
        produce(0, 5);
        awaitState(state -> assertThat(state.accepted()).isEqualTo(5));
        service.close();
        produce(5, 30);
        admin.trim(topics.samples(), admin.endOffsets(topics.samples()));
        assertThatThrownBy(() -> start(settings(1000)))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("deleted without having been read");
    }

    @Test
    void aFullQueueLeavesTheRestOnTheTopic() {
        start(settings(40));
        produce(0, 600);
        awaitState(state -> assertThat(state.depth()).isGreaterThanOrEqualTo(40));
        CurriculumOwner owner = get(service.curriculum().open("run"));
        get(owner.restore(0));
        List<String> trained = new ArrayList<>();
        while (trained.size() < 600) {
            assertThat(state().depth()).isLessThan(40 + 128);
            Lease lease = get(owner.lease(20));
            get(owner.ack(lease.sequence(), Fixtures.outcomes(lease)));
            trained.addAll(Fixtures.ids(lease));
        }
        assertThat(trained).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void demandStandsWhileATrainerIsThereAndEndsWithIt() {
        start(settings(40));
        try (TableView<Demand> demands = TableView.open(cluster, topics.demand())) {
            CurriculumOwner owner = get(service.curriculum().open("run"));
            await().atMost(PATIENCE).until(() -> demands.snapshot().size() == 3);
            Demand first = demands.snapshot().get(WANTED.get(0).demandKey());
            assertThat(first.granted()).isBetween(10L, 20L);
            await().atMost(PATIENCE)
                    .until(() -> demands.snapshot().get(first.key()).expiresAt() > first.expiresAt());
            assertThat(demands.snapshot().get(first.key()).granted()).isEqualTo(first.granted());

            // What was granted arrives, some of it under another label: the account is settled by the request's id.
            RequestId request = new RequestId(first.epoch(), 1, first.stage(), first.label());
            for (int i = 0; i < first.granted(); i++) {
                send(Fixtures.sample(i, Fixtures.LABELS.get(i % 2), Set.of(Stage.KNOWLEDGE), request.toString()));
            }
            awaitState(state -> assertThat(state.accepted()).isEqualTo(first.granted()));
            get(owner.restore(0));
            get(owner.lease((int) first.granted()));
            await().atMost(PATIENCE)
                    .until(() -> demands.snapshot().get(first.key()).granted() == 2 * first.granted());

            get(owner.release());
            await().atMost(PATIENCE).until(() -> demands.snapshot().values().stream()
                    .allMatch(one -> one.expiresAt() <= System.currentTimeMillis()));
        }
    }

    @Test
    void outcomesAndStateArePublished() {
        start(settings(1000));
        produce(0, 10);
        CurriculumOwner owner = get(service.curriculum().open("run"));
        get(owner.restore(0));
        Lease lease = get(owner.lease(10));
        List<Outcome> outcomes = Fixtures.outcomes(lease);
        get(owner.ack(lease.sequence(), outcomes));
        get(owner.flush());
        get(owner.checkpointed(1, lease.sequence()));
        assertThat(read(topics.outcomes(), 10))
                .extracting(Received::value)
                .containsExactlyInAnyOrderElementsOf(outcomes);
        try (TableView<QueueState> states = TableView.open(cluster, topics.queueState())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(states.snapshot().get(QueueService.NAME))
                            .isNotNull()
                            .satisfies(state -> assertThat(state.trained()).isEqualTo(10)));
        }
    }

    private void start(QueueSettings settings) {
        service = QueueService.start(root, settings, cluster, topics, WANTED, DifficultyPredictor.none());
    }

    private QueueState state() {
        return get(service.state());
    }

    private void awaitState(Consumer<QueueState> holds) {
        await().atMost(PATIENCE).untilAsserted(() -> holds.accept(state()));
    }

    private void produce(int from, int to) {
        for (int number = from; number < to; number++) {
            Sample sample = Fixtures.sample(number);
            producer.writer(topics.samples()).send(sample.id(), sample);
        }
        producer.flush();
    }

    private void send(Sample sample) {
        producer.writer(topics.samples()).send(sample.id(), sample).join();
    }

    private <V> List<Received<V>> read(Topic<V> topic, int count) {
        return KafkaFlux.read(cluster, topic, ReadOptions.from(Start.earliest()))
                .take(count)
                .collectList()
                .block(PATIENCE);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static QueueSettings settings(int highWater) {
        return new QueueSettings(
                highWater / 2, highWater, 0, 4000, 4, 0.25, List.of(), List.of(), 500, 30_000, 2, 10_000, false, 16);
    }
}
