package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import io.mindstream.curriculum.CurriculumOwner;
import io.mindstream.curriculum.Lease;
import io.mindstream.curriculum.QueueService;
import io.mindstream.curriculum.Wanted;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.QueueState.DifficultyVersion;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queue and difficulty model put together as the train role does, with a test in the places of stream and trainer. */
class DifficultyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TAUGHT = 2000;

    @TempDir
    Path dir;

    private final Profile profile = new ProfileLoader().defaults();
    private int next;

    @Test
    void hardAndEasyMembersOfALabelPartOnceTheirOutcomesAreKnownAlsoAfterARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), profile.bus())) {
            ClusterProperties cluster = broker.cluster();
            Topics topics = Topics.of(profile.bus(), "");
            try (TopicAdmin admin = new TopicAdmin(cluster)) {
                admin.ensure(topics.all());
            }
            DifficultyVersion learnt;
            try (BusProducer producer = new BusProducer(cluster, "test")) {
                try (Training training = new Training(cluster, topics, producer)) {
                    // Nothing is known: all are as hard as their label.
                    assertThat(training.train(TAUGHT))
                            .extracting(Lease.Leased::bucket)
                            .containsOnly(2);
                    await().atMost(PATIENCE).until(() -> training.version().turns() >= TAUGHT / 2);
                    producer.writer(topics.labelStats())
                            .send(
                                    CountingSamples.LABEL.key(),
                                    new LabelStats(CountingSamples.LABEL, TAUGHT, 0.5, 1, 1, List.of()))
                            .join();
                    await().atMost(PATIENCE).untilAsserted(() -> apart(training.train(2)));
                    apart(training.train(100));
                    learnt = training.version();
                }
                try (Training training = new Training(cluster, topics, producer)) {
                    assertThat(training.version().turns()).isGreaterThanOrEqualTo(learnt.turns());
                    // As soon as the label's statistics have been read again.
                    await().atMost(PATIENCE).untilAsserted(() -> apart(training.train(2)));
                    apart(training.train(100));
                }
            }
        }
    }

    private static void apart(List<Lease.Leased> samples) {
        int easiest = 0;
        int hardest = Integer.MAX_VALUE;
        for (Lease.Leased leased : samples) {
            if (CountingSamples.easy(leased.sample())) {
                easiest = Math.max(easiest, leased.bucket());
            } else {
                hardest = Math.min(hardest, leased.bucket());
            }
        }
        assertThat(easiest).as("highest bucket of an easy sample").isLessThan(hardest);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A model that counts to four and learns nothing. */
    private final class Training implements AutoCloseable {
        private final Topics topics;
        private final BusProducer producer;
        private final OnlineDifficulty difficulty;
        private final QueueService queue;
        private final CurriculumOwner owner;

        private Training(ClusterProperties cluster, Topics topics, BusProducer producer) throws Exception {
            this.topics = topics;
            this.producer = producer;
            difficulty = OnlineDifficulty.open(dir.resolve("difficulty.model"));
            queue = QueueService.start(
                    dir.resolve("queue"),
                    profile.queue(),
                    cluster,
                    topics,
                    Wanted.of(Stage.KNOWLEDGE, List.of(CountingSamples.LABEL)),
                    difficulty);
            owner = get(queue.curriculum().open("run"));
            get(owner.startLineage());
        }

        /** Sends so many new samples, easy and hard by turns, and gives them as they were leased and acknowledged. */
        private List<Lease.Leased> train(int count) {
            for (int i = 0; i < count; i++) {
                Sample sample = CountingSamples.sample(next++);
                producer.writer(topics.samples()).send(sample.id(), sample);
            }
            producer.flush();
            List<Lease.Leased> trained = new ArrayList<>();
            while (trained.size() < count) {
                Lease lease = get(owner.lease(Math.min(50, count - trained.size())));
                get(owner.ack(
                        lease.sequence(),
                        lease.samples().stream()
                                .map(leased -> CountingSamples.outcome(leased.sample(), lease.attempt()))
                                .toList()));
                trained.addAll(lease.samples());
            }
            get(owner.checkpointed(lease(), lease()));
            return trained;
        }

        private long lease() {
            return get(queue.state()).sequence();
        }

        private DifficultyVersion version() {
            return get(queue.state()).difficulty();
        }

        @Override
        public void close() {
            queue.close();
            difficulty.close();
        }
    }
}
