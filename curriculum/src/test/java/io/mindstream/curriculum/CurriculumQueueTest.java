package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.avro.Codecs;
import io.mindstream.config.QueueSettings;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurriculumQueueTest {
    @TempDir
    Path root;

    private CurriculumQueue queue;
    private CurriculumOwner owner;

    @BeforeEach
    void open() {
        queue = CurriculumQueue.open(root, patient(60_000), Fixtures.LABELS, DifficultyPredictor.none());
        owner = get(queue.open("run"));
        get(owner.restore(0));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void aLeaseWaitsForEnoughSamplesAndLeasesAreServedInOrder() {
        CompletableFuture<Lease> first = owner.lease(3).toCompletableFuture();
        CompletableFuture<Lease> second = owner.lease(2).toCompletableFuture();
        feed(0, 2);
        // The second could be served, but it is not its turn.
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        feed(2, 5);
        assertThat(first.join().sequence()).isEqualTo(1);
        assertThat(first.join().samples()).hasSize(3);
        assertThat(second.join().sequence()).isEqualTo(2);
        assertThat(second.join().samples()).hasSize(2);
    }

    @Test
    void whoHasGivenUpWaitingTakesNothing() {
        CompletableFuture<Lease> gone = owner.lease(2).toCompletableFuture();
        gone.cancel(false);
        feed(0, 2);
        assertThat(get(owner.lease(2)).sequence()).isEqualTo(1);
    }

    @Test
    void fewerSamplesComeWhenItTakesTooLong() {
        queue.close();
        queue = CurriculumQueue.open(root, patient(1), Fixtures.LABELS, DifficultyPredictor.none());
        owner = get(queue.open("run"));
        get(owner.restore(0));
        CompletableFuture<Lease> lease = owner.lease(9).toCompletableFuture();
        feed(0, 2);
        assertThat(lease.join().samples()).hasSizeBetween(1, 2);
    }

    @Test
    void leasesOfAStaleOwnerFailAlsoWhileTheyWait() {
        CompletableFuture<Lease> waiting = owner.lease(1).toCompletableFuture();
        CurriculumOwner next = get(queue.open("run"));
        assertThat(next.token()).isGreaterThan(owner.token());
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(StaleOwnerException.class);
        assertThatThrownBy(() -> get(owner.lease(1)))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StaleOwnerException.class);
        assertThatThrownBy(() -> get(next.lease(1))).hasMessageContaining("restore");
    }

    @Test
    void acksAndCheckpointsHoldAfterReopening() {
        feed(0, 4);
        Lease lease = get(owner.lease(2));
        get(owner.ack(lease.sequence(), Fixtures.outcomes(lease)));
        get(owner.flush());
        get(owner.checkpointed(1, lease.sequence()));
        Lease open = get(owner.lease(2));
        queue.close();
        queue = CurriculumQueue.open(root, patient(60_000), Fixtures.LABELS, DifficultyPredictor.none());
        owner = get(queue.open("next run"));
        assertThat(get(owner.restore(lease.sequence()))).isEqualTo(new Restored(1, 0, 1, 0));
        assertThat(get(owner.lease(1)).samples()).isEqualTo(open.samples());
    }

    @Test
    void whatIsAskedOfAClosedQueueFails() {
        CompletableFuture<Lease> waiting = owner.lease(1).toCompletableFuture();
        queue.close();
        assertThatThrownBy(waiting::join).hasMessageContaining("is closed");
        assertThatThrownBy(() -> get(owner.ack(1, List.of()))).hasMessageContaining("is closed");
        queue = CurriculumQueue.open(root, patient(60_000), Fixtures.LABELS, DifficultyPredictor.none());
    }

    @Test
    void aTrainerOfOneStageGetsThatStageOnly() {
        feed(0, 3);
        Sample rl = Fixtures.sample(9, Fixtures.SUM, Set.of(Stage.RL), "");
        feed(List.of(rl));
        Lease lease = get(owner.lease(1, Set.of(Stage.RL)));
        assertThat(lease.samples()).singleElement().satisfies(leased -> {
            assertThat(leased.sample()).isEqualTo(rl);
            assertThat(leased.stage()).isEqualTo(Stage.RL);
        });
        assertThat(owner.lease(1, Set.of(Stage.RL)).toCompletableFuture()).isNotDone();
    }

    private void feed(int from, int to) {
        feed(IntStream.range(from, to).mapToObj(Fixtures::sample).toList());
    }

    private void feed(List<Sample> samples) {
        queue.call(store -> store.accept(
                        samples.stream()
                                .map(sample -> new Incoming(sample, Codecs.SAMPLE.encode(sample)))
                                .toList(),
                        List.of(),
                        Map.of()))
                .join();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static QueueSettings patient(int partialLeaseAfter) {
        return new QueueSettings(
                10, 40, 0, 4000, 4, 0.25, List.of(), List.of(), partialLeaseAfter, 30_000, 2, 1000, false, 16);
    }
}
