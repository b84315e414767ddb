package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Start;
import io.mindstream.bus.client.TopicWriter;
import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import io.mindstream.curriculum.DifficultyPredictor;
import io.mindstream.curriculum.QueueService;
import io.mindstream.curriculum.Wanted;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.trainer.publish.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** The trainer on the real queue, the real broker and the real engine. */
class TrainerRoleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Some 11 s, of which nothing is work. */
    private static final Duration CLOSING = Duration.ofSeconds(22);

    private static final String RUN = "test";

    @TempDir
    Path dir;

    private final Profile profile = new ProfileLoader()
            .load(
                    "nano",
                    Map.of(
                            "trainer.batch", "16",
                            "trainer.warmup", "10",
                            "trainer.checkpointEvery", "2",
                            "trainer.precision", "fp32",
                            "trainer.threads", "1",
                            "queue.partialLeaseAfter", "300"));

    private final List<CheckpointEvent> announced = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

    @Test
    void learnsFromTheStreamAndGoesOnFromItsCheckpointTrainingEverySampleOnce() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), profile.bus())) {
            Topics topics = topics(broker);
            Disposable reading = read(broker, topics);
            try (BusProducer producer = new BusProducer(broker.cluster(), "test")) {
                TopicWriter<Sample> writer = producer.writer(topics.samples());
                send(writer, 0, 1200);
                QueueState first = train(broker, topics, 1200, 1200);
                assertThat(first.trained()).isEqualTo(1200);
                long stoppedAt = newest().step();

                send(writer, 1200, 1360);
                QueueState second = train(broker, topics, 1360, 1360);

                assertThat(second.trained()).isEqualTo(1360);
                TrainerState state = TrainerState.read(newest().path());
                assertThat(state.samples()).isEqualTo(1360);
                assertThat(state.step()).isGreaterThan(stoppedAt);
            }
            everySampleHasOneOutcome(1360);
            lateSamplesAreAnsweredRightly();
            assertThat(announced).extracting(CheckpointEvent::step).contains(0L, newest().step());
            reading.dispose();
        }
    }

    @Test
    void aDamagedPictureIsRejectedByNameAndTheOthersAreTrained() {
        List<Rejection> rejected = new CopyOnWriteArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), profile.bus())) {
            Topics topics = topics(broker);
            Disposable reading = read(broker, topics);
            Disposable rejections = KafkaFlux.read(
                            broker.cluster(), topics.rejected(), ReadOptions.from(Start.earliest()))
                    .subscribe(received -> rejected.add(received.value()));
            Sample damaged = ColourSamples.damaged(40);
            try (BusProducer producer = new BusProducer(broker.cluster(), "test")) {
                TopicWriter<Sample> writer = producer.writer(topics.samples());
                send(writer, 0, 40);
                writer.send(damaged.id(), damaged).join();
                send(writer, 41, 81);
                train(broker, topics, 81, 80);
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(rejected).singleElement().satisfies(rejection -> {
                        assertThat(rejection.id()).isEqualTo(damaged.id());
                        assertThat(rejection.reason()).isEqualTo(Rejection.Reason.PICTURE);
                    }));
            everySampleHasOneOutcome(80);
            assertThat(outcomes).extracting(Outcome::sampleId).doesNotContain(damaged.id());
            rejections.dispose();
            reading.dispose();
        }
    }

    @Test
    void stopsWithItsCheckpointWhileTheBrokerIsAway() throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), profile.bus());
        try {
            Topics topics = topics(broker);
            try (BusProducer producer = new BusProducer(broker.cluster(), "test")) {
                send(producer.writer(topics.samples()), 0, 400);
            }
            QueueService queue = queue(broker, topics);
            TrainerRole trainer = trainer(broker, topics, queue);
            await().atMost(PATIENCE)
                    .until(() -> queue.state().toCompletableFuture().join().trained() > 0);

            broker.close();
            // Of each client that has something to send, and somebody waits for their sum.
            assertTimeout(CLOSING, () -> {
                trainer.close();
                queue.close();
            });

            assertThat(TrainerState.read(newest().path()).samples()).isPositive();
        } finally {
            broker.close();
        }
    }

    private CheckpointStore.Stored newest() throws IOException {
        return new CheckpointStore(dir.resolve("checkpoints"), RUN, 3).newest().orElseThrow();
    }

    private static void send(TopicWriter<Sample> writer, int from, int to) {
        for (int i = from; i < to; i++) {
            Sample sample = ColourSamples.sample(i);
            writer.send(sample.id(), sample).join();
        }
    }

    private Topics topics(EmbeddedBroker broker) {
        Topics topics = Topics.of(profile.bus(), "");
        try (TopicAdmin admin = new TopicAdmin(broker.cluster())) {
            admin.ensure(topics.all());
        }
        return topics;
    }

    /** Follows what the trainer tells. */
    private Disposable read(EmbeddedBroker broker, Topics topics) {
        ReadOptions all = ReadOptions.from(Start.earliest());
        return Disposables.composite(
                KafkaFlux.read(broker.cluster(), topics.checkpoints(), all)
                        .subscribe(received -> announced.add(received.value())),
                KafkaFlux.read(broker.cluster(), topics.outcomes(), all)
                        .subscribe(received -> outcomes.add(received.value())));
    }

    private QueueService queue(EmbeddedBroker broker, Topics topics) {
        return QueueService.start(
                dir.resolve("queue"),
                profile.queue(),
                broker.cluster(),
                topics,
                Wanted.of(Stage.KNOWLEDGE, List.of(ColourSamples.LABEL)),
                DifficultyPredictor.none());
    }

    private TrainerRole trainer(EmbeddedBroker broker, Topics topics, QueueService queue) {
        return new TrainerRole(
                        profile.trainer(),
                        RUN,
                        new BaseModel.Nano(64, 1),
                        dir.resolve("checkpoints"),
                        queue.curriculum(),
                        broker.cluster(),
                        topics)
                .start();
    }

    /** Trains until all samples have been taken and so many outcomes are there, stops, and says what the queue holds. */
    private QueueState train(EmbeddedBroker broker, Topics topics, long samples, int trained) {
        try (QueueService queue = queue(broker, topics)) {
            try (TrainerRole trainer = trainer(broker, topics, queue)) {
                await().atMost(PATIENCE).until(() -> {
                    if (trainer.ended().isDone()) {
                        trainer.ended().join();
                    }
                    QueueState state = queue.state().toCompletableFuture().join();
                    return state.accepted() >= samples && state.depth() == 0 && state.leased() == 0;
                });
                // Nothing more comes, and nobody closes yet: the clock alone brings the checkpoint that holds the last
                // sample.
                await().atMost(PATIENCE).until(() -> announced.stream().anyMatch(event -> event.samples() == samples));
            }
            // The last checkpoint is written while the trainer closes; after it nothing is open any more.
            QueueState state = queue.state().toCompletableFuture().join();
            await().atMost(PATIENCE).until(() -> outcomes.size() >= trained);
            return state;
        }
    }

    private void everySampleHasOneOutcome(int samples) {
        Set<String> ids = new HashSet<>();
        outcomes.forEach(outcome -> assertThat(ids.add(outcome.sampleId() + "/" + outcome.attempt()))
                .as("outcome of %s comes once", outcome.sampleId())
                .isTrue());
        assertThat(ids).hasSize(samples);
    }

    /** Four colours: a model that does not look is right one time in four. */
    private void lateSamplesAreAnsweredRightly() {
        long last = outcomes.stream().mapToLong(Outcome::step).max().orElseThrow();
        double accuracy = outcomes.stream()
                .filter(outcome -> outcome.step() > last - 10)
                .mapToDouble(outcome -> outcome.turns().get(0).correct() ? 1 : 0)
                .average()
                .orElseThrow();
        assertThat(accuracy).isGreaterThan(0.8);
    }
}
