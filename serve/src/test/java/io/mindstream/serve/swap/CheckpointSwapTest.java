package io.mindstream.serve.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mindstream.serve.engine.EchoModel;
import io.mindstream.serve.engine.ReplyModel;
import io.mindstream.serve.engine.ServedModels;
import io.mindstream.serve.metrics.ServeMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointSwapTest {
    @TempDir
    private Path root;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ServedModels models = new ServedModels();
    private final Map<String, EchoModel> loaded = new ConcurrentHashMap<>();
    private final List<String> tried = new CopyOnWriteArrayList<>();
    /** How many more times a checkpoint fails. */
    private final Map<String, Integer> bad = new ConcurrentHashMap<>();

    private final Semaphore loads = new Semaphore(1_000_000);
    private CheckpointSwap swap =
            new CheckpointSwap(this::load, models, new ServeMeters(registry), Duration.ofMillis(5));

    @AfterEach
    void close() {
        loads.release(1000);
        swap.close();
        models.close();
    }

    private ReplyModel load(Checkpoint checkpoint) throws IOException {
        tried.add(checkpoint.name());
        loads.acquireUninterruptibly();
        if (bad.computeIfPresent(checkpoint.name(), (name, times) -> times - 1) != null
                && bad.get(checkpoint.name()) >= 0) {
            throw new IOException("model.safetensors: damaged");
        }
        EchoModel model = new EchoModel(checkpoint.name());
        loaded.put(checkpoint.name(), model);
        return model;
    }

    @Test
    void theNewestServesAndTheOldOneIsClosed() throws IOException {
        swap.announce(checkpoint(1));
        awaitServing("run/1");
        swap.announce(checkpoint(2));
        awaitServing("run/2");

        await().until(() -> loaded.get("run/1").closes() == 1);
        assertThat(loaded.get("run/2").closes()).isZero();
        assertThat(registry.get("mindstream.serve.checkpoint.step").gauge().value())
                .isEqualTo(2);
    }

    @Test
    void whatIsOldAlreadyIsSkipped() throws IOException {
        loads.drainPermits();
        swap.announce(checkpoint(1));
        await().until(() -> tried.contains("run/1"));
        swap.announce(checkpoint(2));
        swap.announce(checkpoint(3));
        loads.release(1000);
        awaitServing("run/3");

        assertThat(tried).doesNotContain("run/2");
    }

    @Test
    void aBadOneIsTriedAgainAndLeavesTheOldOneServing() throws IOException {
        swap.announce(checkpoint(1));
        awaitServing("run/1");
        bad.put("run/2", 1000);
        swap.announce(checkpoint(2));
        await().until(() -> tried.stream().filter("run/2"::equals).count() == 4);
        await().until(() -> swaps("failed") == 4);

        assertThat(models.currentName()).contains("run/1");
        assertThat(loaded.get("run/1").closes()).isZero();
        swap.announce(checkpoint(3));
        awaitServing("run/3");
    }

    @Test
    void oneThatGetsWellIsServed() throws IOException {
        bad.put("run/2", 2);
        swap.announce(checkpoint(2));

        awaitServing("run/2");
        assertThat(tried).containsExactly("run/2", "run/2", "run/2");
    }

    @Test
    void oneThatRetentionRemovedIsCountedAndNotTriedAgain() throws IOException {
        swap.announce(checkpoint(1));
        awaitServing("run/1");
        Checkpoint gone = checkpoint(2);
        Files.delete(gone.directory());
        bad.put("run/2", 1000);
        swap.announce(gone);
        await().until(() -> swaps("removed") == 1);
        swap.announce(checkpoint(3));
        awaitServing("run/3");

        assertThat(tried).containsOnlyOnce("run/2");
    }

    @Test
    void whileNoneServesOlderOnesAreTriedToo() throws IOException {
        loads.drainPermits();
        bad.putAll(Map.of("run/2", 1000, "run/3", 1000));
        swap.announce(checkpoint(1));
        await().until(() -> tried.contains("run/1"));
        bad.put("run/1", 1000);
        swap.announce(checkpoint(0));
        swap.announce(checkpoint(2));
        swap.announce(checkpoint(3));
        loads.release(1000);

        awaitServing("run/0");
    }

    @Test
    void aModelThatFailsItsCanaryIsClosedAndNotServed() throws IOException {
        swap.close();
        EchoModel broken = new EchoModel("run/1");
        ReplyModel canary = new ReplyModel() {
            @Override
            public String name() {
                return broken.name();
            }

            @Override
            public long step() {
                return 1;
            }

            @Override
            public int maxLength() {
                return broken.maxLength();
            }

            @Override
            public io.mindstream.serve.engine.Prompt prepare(List<io.mindstream.serve.chat.ChatMessage> messages) {
                return broken.prepare(messages);
            }

            @Override
            public void check() {
                throw new IllegalStateException("its reply has probabilities [NaN]");
            }

            @Override
            public void close() {
                broken.close();
            }
        };
        swap = new CheckpointSwap(c -> canary, models, new ServeMeters(registry), Duration.ofHours(1));
        swap.announce(checkpoint(1));

        await().until(() -> swaps("failed") == 1);
        await().until(() -> broken.closes() == 1);
        assertThat(models.currentName()).isEmpty();
    }

    @Test
    void directoriesOfOursAreCalledByRunAndStep() {
        assertThat(Checkpoint.of(Path.of("/data/checkpoints/run-7/step-0000001200"))
                        .name())
                .isEqualTo("run-7/1200");
        assertThat(Checkpoint.of(Path.of("/models/Qwen3-VL-2B")).name()).isEqualTo("Qwen3-VL-2B");
    }

    private Checkpoint checkpoint(int step) throws IOException {
        Path directory = Files.createDirectories(root.resolve("run").resolve("step-" + step));
        return new Checkpoint("run/" + step, step, directory.toUri());
    }

    private double swaps(String outcome) {
        io.micrometer.core.instrument.Counter counter =
                registry.find("mindstream.serve.swaps").tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private void awaitServing(String name) {
        await().untilAsserted(() -> assertThat(models.currentName()).contains(name));
    }
}
