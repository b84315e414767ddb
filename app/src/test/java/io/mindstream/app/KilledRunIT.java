package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import io.mindstream.curriculum.DifficultyPredictor;
import io.mindstream.curriculum.QueueService;
import io.mindstream.samples.QueueState;
import io.mindstream.trainer.TrainerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program in a process of its own, killed without warning at random moments and started again. {@code -Dmindstream.kills=10} for
 * more of it; the Maven profile {@code soak} sets that.
 */
class KilledRunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final List<String> SETTINGS = List.of(
            "run",
            "--set",
            "generation.sources=[shapes]",
            "--set",
            "trainer.batch=8",
            "--set",
            "trainer.threads=1",
            "--set",
            "trainer.checkpointEvery=1",
            "--set",
            "serve.port=0",
            "--set",
            "queue.lowWater=100",
            "--set",
            "queue.highWater=400");

    @TempDir
    Path dir;

    private Program program;

    @BeforeEach
    void program() {
        program = new Program(dir, "1g", SETTINGS);
    }

    @Test
    void everySampleIsTrainedInExactlyOnePlaceOfTheLineage() throws Exception {
        Random random = new Random(11);
        long step = 0;
        for (int kill = 0; kill < Integer.getInteger("mindstream.kills", 3); kill++) {
            Process process = program.start();
            long before = step;
            try {
                if (kill % 3 == 2) {
                    // Whatever it is at: starting, catching up, training.
                    process.waitFor(random.nextInt(12_000), TimeUnit.MILLISECONDS);
                } else {
                    await().atMost(PATIENCE).until(() -> !process.isAlive() || program.step() > before);
                    // Anywhere between two checkpoints, or in the middle of one.
                    process.waitFor(random.nextInt(2000), TimeUnit.MILLISECONDS);
                }
                assertThat(process.isAlive()).as(program.output()).isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
            step = program.step();
        }
        long before = step;
        Process last = program.start();
        try {
            await().atMost(PATIENCE).until(() -> !last.isAlive() || program.step() > before);
        } finally {
            last.destroy();
            assertThat(last.waitFor(90, TimeUnit.SECONDS)).as(program.output()).isTrue();
            // SIGTERM, after everything was closed in order.
            assertThat(last.exitValue()).as(program.output()).isEqualTo(143);
        }

        Profile profile = new ProfileLoader().defaults();
        TrainerState trainer = TrainerState.read(program.newestCheckpoint().orElseThrow());
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), profile.bus());
                QueueService queue = QueueService.start(
                        dir.resolve("queue"),
                        profile.queue(),
                        broker.cluster(),
                        Topics.of(profile.bus(), ""),
                        List.of(),
                        DifficultyPredictor.none())) {
            QueueState state = queue.state().toCompletableFuture().join();
            assertThat(trainer.samples()).isPositive().isEqualTo(state.trained());
            assertThat(trainer.leaseSequence()).isLessThanOrEqualTo(state.sequence());
        }
    }
}
