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
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program in a process of its own, killed without warning at random moments and started again. {@code -Dmindstream.kills=10} for
 * more of it.
 */
class KilledRunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final List<String> SETTINGS = List.of(
            "--set", "generation.sources=[shapes]",
            "--set", "trainer.batch=8",
            "--set", "trainer.threads=1",
            "--set", "trainer.checkpointEvery=1",
            "--set", "serve.port=0",
            "--set", "queue.lowWater=100",
            "--set", "queue.highWater=400");

    @TempDir
    Path dir;

    @Test
    void everySampleIsTrainedInExactlyOnePlaceOfTheLineage() throws Exception {
        Random random = new Random(11);
        long step = 0;
        for (int kill = 0; kill < Integer.getInteger("mindstream.kills", 3); kill++) {
            Process process = run();
            long before = step;
            try {
                await().atMost(PATIENCE).until(() -> !process.isAlive() || step() > before);
                assertThat(process.isAlive()).as(output()).isTrue();
                // Anywhere between two checkpoints, or in the middle of one.
                process.waitFor(random.nextInt(2000), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            step = step();
        }
        long before = step;
        Process last = run();
        try {
            await().atMost(PATIENCE).until(() -> !last.isAlive() || step() > before);
        } finally {
            last.destroy();
            assertThat(last.waitFor(90, TimeUnit.SECONDS)).as(output()).isTrue();
            // SIGTERM, after everything was closed in order.
            assertThat(last.exitValue()).as(output()).isEqualTo(143);
        }

        Profile profile = new ProfileLoader().defaults();
        TrainerState trainer = TrainerState.read(newest().orElseThrow());
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

    private Process run() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Djava.awt.headless=true",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Mindstream.class.getName(),
                "run",
                "--dir",
                dir.toString()));
        command.addAll(SETTINGS);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
    }

    private File log() {
        return dir.resolve("output").toFile();
    }

    private String output() throws IOException {
        return Files.readString(log().toPath());
    }

    private long step() throws IOException {
        Optional<Path> newest = newest();
        return newest.isEmpty()
                ? 0
                : Long.parseLong(newest.get().getFileName().toString().substring("step-".length()));
    }

    private Optional<Path> newest() throws IOException {
        Path checkpoints = dir.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        List<Path> runs = list(checkpoints);
        assertThat(runs).as("one lineage").hasSizeLessThanOrEqualTo(1);
        return runs.isEmpty()
                ? Optional.empty()
                : list(runs.get(0)).stream()
                        .filter(path -> path.getFileName().toString().startsWith("step-"))
                        .max(Comparator.naturalOrder());
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.toList();
        }
    }
}
