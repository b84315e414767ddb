package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that goes away under a run: Kafka ends the process, while the trainer computes. */
class DirectoryGoneIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path dir;

    @Test
    void theRunEndsWithOneLineAndNoCrash() throws Exception {
        Settings settings = Settings.small(List.of("shapes")).with("trainer.checkpointEvery", "1");
        Program program = new Program(dir, "1g", settings.arguments("run"));
        Process process = program.start();
        try {
            await().atMost(PATIENCE).until(() -> !process.isAlive() || program.step() > 3);
            assertThat(process.isAlive()).as(program.output()).isTrue();
            delete(dir.resolve("broker"));
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(program.output())
                    .isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(program.output())
                .contains("the broker cannot go on (is the disk full or gone?)")
                .doesNotContain("fatal error has been detected");
        assertThat(process.exitValue()).as(program.output()).isEqualTo(1);
    }

    /** While the broker goes on making files there. */
    private static void delete(Path directory) throws IOException {
        for (int i = 0; i < 3 && Files.exists(directory); i++) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    file.toFile().delete();
                }
            } catch (UncheckedIOException | NoSuchFileException e) {
                assertThat(e).hasRootCauseInstanceOf(NoSuchFileException.class);
            }
        }
    }
}
