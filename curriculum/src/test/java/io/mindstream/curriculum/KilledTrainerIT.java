package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments, wherever the process happens to be. */
class KilledTrainerIT {
    private static final int LIVES = 4;

    @TempDir
    Path root;

    @Test
    void everySampleIsTrainedExactlyOnceInTheLineageThatRemains() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        Path checkpoint = root.resolve("checkpoint");
        for (int life = 0; life < LIVES; life++) {
            long before = size(checkpoint);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledTrainer.class.getName(),
                            root.toString(),
                            Integer.toString(life))
                    .redirectErrorStream(true)
                    .redirectOutput(root.resolve("log").toFile())
                    .start();
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || size(checkpoint) > before);
                process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
                assertThat(process.isAlive())
                        .as(Files.readString(root.resolve("log")))
                        .isTrue();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        List<String> trained = KilledTrainer.finish(root);
        assertThat(trained).hasSizeGreaterThan(LIVES);
        Set<String> expected = new HashSet<>();
        for (int number = 0; number < trained.size(); number++) {
            expected.add(Fixtures.sample(number).id());
        }
        assertThat(trained).doesNotHaveDuplicates().hasSameElementsAs(expected);
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
