package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.scorers.DifficultyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineDifficultyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void file() {
        file = dir.resolve("difficulty.model");
    }

    @Test
    void whatWasWrittenIsThereWithoutAClose() throws IOException {
        OnlineDifficulty killed = OnlineDifficulty.open(file, Duration.ZERO);
        teach(killed, 0, 2 * DifficultyModel.BATCH);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(killed.version().turns()).isEqualTo(2L * DifficultyModel.BATCH);
            try (OnlineDifficulty next = OnlineDifficulty.open(file)) {
                assertThat(next.version()).isEqualTo(killed.version());
            }
        });
    }

    @Test
    void aCloseLearnsWhatWaitsAndTheNextGoesOnFromIt() throws IOException {
        try (OnlineDifficulty first = OnlineDifficulty.open(file)) {
            teach(first, 0, 4 * DifficultyModel.BATCH);
        }
        try (OnlineDifficulty second = OnlineDifficulty.open(file)) {
            assertThat(second.version().turns()).isEqualTo(4L * DifficultyModel.BATCH);
            assertThat(second.difficulty(CountingSamples.sample(9_001)))
                    .isGreaterThan(second.difficulty(CountingSamples.sample(9_000)) + 0.2);
        }
    }

    @Test
    void whatIsNoModelIsBegunAnewAndReplaced() throws IOException {
        Files.writeString(file, "half a mo");
        // What a process that died while writing leaves behind.
        Files.writeString(dir.resolve(".difficulty.model.new"), "another half");
        try (OnlineDifficulty difficulty = OnlineDifficulty.open(file)) {
            assertThat(difficulty.version().turns()).isZero();
            teach(difficulty, 0, DifficultyModel.BATCH);
        }
        try (OnlineDifficulty next = OnlineDifficulty.open(file)) {
            assertThat(next.version().turns()).isEqualTo(DifficultyModel.BATCH);
        }
    }

    @Test
    void nothingToLearnChangesNothing() throws IOException {
        try (OnlineDifficulty difficulty = OnlineDifficulty.open(file)) {
            difficulty.learn(List.of());
        }
        assertThat(file).doesNotExist();
    }

    private static void teach(OnlineDifficulty difficulty, int from, int to) {
        difficulty.learn(
                IntStream.range(from, to).mapToObj(CountingSamples::trained).toList());
    }
}
