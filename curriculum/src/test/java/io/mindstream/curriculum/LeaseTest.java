package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.samples.Outcome;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    @TempDir
    Path root;

    private TestQueue queue;

    @BeforeEach
    void open() {
        queue = new TestQueue(root, Fixtures.settings(2));
        queue.restore(0);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void outcomesLeaveOnlyWithTheCheckpointThatContainsThem() {
        queue.feed(0, 6);
        Lease first = queue.lease(3);
        Lease second = queue.lease(3);
        queue.ack(first);
        queue.ack(second);
        assertThat(queue.send()).isEmpty();

        queue.checkpointed(1, first.sequence());
        assertThat(queue.send()).extracting(Outcome::sampleId).isEqualTo(Fixtures.ids(first));
        queue.kill();
        queue.restore(first.sequence());
        assertThat(queue.send()).isEmpty();
        assertThat(queue.store.state().trained()).isEqualTo(3);
        assertThat(Fixtures.ids(queue.lease(1))).isEqualTo(Fixtures.ids(second));
    }

    @Test
    void aCheckpointTheQueueNeverHeardOfIsFinalisedByRestore() {
        queue.feed(0, 4);
        Lease first = queue.lease(2);
        queue.ack(first);
        Lease second = queue.lease(2);
        // The trainer dies between renaming the checkpoint and telling.
        queue.kill();
        assertThat(queue.restore(first.sequence())).isEqualTo(new Restored(1, 1, 1, 0));
        assertThat(queue.send()).extracting(Outcome::sampleId).isEqualTo(Fixtures.ids(first));
        Lease again = queue.lease(7);
        assertThat(again.sequence()).isEqualTo(second.sequence());
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.samples()).isEqualTo(second.samples());
    }

    @Test
    void outcomesOfAnAttemptThatWasLostAreNeverPublished() {
        queue.feed(0, 2);
        Lease lost = queue.lease(2);
        queue.ack(lost);
        queue.kill();
        queue.restore(0);
        Lease again = queue.lease(2);
        // Trained and in a checkpoint, but the acknowledgement did not come through.
        queue.kill();
        assertThat(queue.restore(again.sequence())).isEqualTo(new Restored(1, 1, 0, 1));
        assertThat(queue.send()).isEmpty();
    }

    @Test
    void goingFurtherBackThanWhatIsKeptIsRefusedAndNamesWhatIsThere() {
        queue.feed(0, 4);
        for (int step = 1; step <= 4; step++) {
            Lease lease = queue.lease(1);
            queue.ack(lease);
            queue.checkpointed(step, lease.sequence());
        }
        assertThatThrownBy(() -> queue.restore(2))
                .isInstanceOf(LineageException.class)
                .hasMessageContaining("run/3 (lease 3), run/4 (lease 4)")
                .hasMessageContaining(root.toString());
        assertThatThrownBy(() -> queue.restore(5))
                .isInstanceOf(LineageException.class)
                .hasMessageContaining("newest here is 4");
        assertThat(queue.restore(3)).isEqualTo(new Restored(3, 0, 1, 0));
        assertThat(queue.lease(9).attempt()).isEqualTo(1);
    }

    @Test
    void aNewLineageTrainsWhatNoCheckpointContainsAndNothingElse() {
        queue.feed(0, 3);
        Lease kept = queue.lease(1);
        queue.ack(kept);
        queue.checkpointed(1, kept.sequence());
        Lease open = queue.lease(2);
        queue.kill();
        assertThat(queue.store.startLineage(queue.token)).isEqualTo(new Restored(1, 0, 1, 0));
        Lease again = queue.lease(2);
        assertThat(Fixtures.ids(again)).isEqualTo(Fixtures.ids(open));
        assertThatThrownBy(() -> queue.restore(0)).isInstanceOf(LineageException.class);
    }

    @Test
    void aStaleOwnerCanNeitherLeaseNorAcknowledge() {
        queue.feed(0, 2);
        Lease lease = queue.lease(2);
        long stale = queue.token;
        queue.token = queue.store.claim("run");
        assertThatThrownBy(() -> queue.store.lease(stale, TestQueue.SUPERVISED, 1))
                .isInstanceOf(StaleOwnerException.class)
                .hasMessageContaining("run 'run'");
        assertThatThrownBy(() -> queue.store.ack(stale, lease.sequence(), Fixtures.outcomes(lease)))
                .isInstanceOf(StaleOwnerException.class);
        assertThatThrownBy(() -> queue.store.checkpointed(stale, new CheckpointMark("run", 1, 0)))
                .isInstanceOf(StaleOwnerException.class);
        assertThatThrownBy(() -> queue.tryLease(1)).hasMessageContaining("restore");
        queue.restore(0);
        assertThat(queue.lease(1).samples()).isEqualTo(lease.samples());
    }

    @Test
    void anotherRunTakesOverOnlyWhenTheOwnerIsSilent() {
        assertThatThrownBy(() -> queue.store.claim("other"))
                .isInstanceOf(QueueException.class)
                .hasMessageContaining("run 'run' has it open");
        queue.clock.addAndGet(30_000);
        queue.token = queue.store.claim("other");
        assertThat(queue.restore(0)).isEqualTo(new Restored(0, 0, 0, 0));
    }

    @Test
    void anOutcomeThatDoesNotBelongToTheLeaseIsRefusedAndChangesNothing() {
        queue.feed(0, 4);
        Lease first = queue.lease(2);
        Lease second = queue.lease(2);
        assertThatThrownBy(() -> queue.store.ack(queue.token, first.sequence(), Fixtures.outcomes(second)))
                .hasMessageContaining("ack of lease 1")
                .hasMessageContaining(Fixtures.ids(second).get(0));
        queue.ack(first);
        assertThatThrownBy(() -> queue.ack(first)).hasMessageContaining("already");
        assertThatThrownBy(() -> queue.store.ack(queue.token, 9, List.of())).hasMessageContaining("lease 9");
        assertThatThrownBy(() -> queue.checkpointed(1, second.sequence()))
                .hasMessageContaining("lease 2 is in it and has not been acknowledged");
        // Refusals are no failures: the queue goes on.
        queue.store.ack(queue.token, second.sequence(), List.of());
        queue.checkpointed(1, second.sequence());
        assertThat(queue.send()).hasSize(2);
    }

    @Test
    void aSampleOfTwoStagesIsTakenOnce() {
        queue.feed(
                Fixtures.sample(1, Fixtures.SPEED, Set.of(Stage.KNOWLEDGE, Stage.RESTORATION), ""),
                Fixtures.sample(2, Fixtures.SPEED, Set.of(Stage.KNOWLEDGE, Stage.RESTORATION), ""),
                Fixtures.sample(3, Fixtures.SPEED, Set.of(Stage.RL), ""));
        assertThat(queue.store.waiting()).isEqualTo(3);
        assertThat(Fixtures.ids(queue.lease(5))).hasSize(2).doesNotHaveDuplicates();
        queue.kill();
        assertThat(queue.store.waiting()).isEqualTo(1);
        assertThat(queue.store.state().cells()).hasSize(1).allMatch(cell -> cell.stage() == Stage.RL);
    }

    @Test
    void aLineKeepsItsOrderThroughDeath() {
        for (int number = 0; number < 9; number++) {
            queue.feed(Fixtures.sample(number, Fixtures.FLAG, Set.of(Stage.KNOWLEDGE), ""));
        }
        List<String> first = Fixtures.ids(queue.lease(4));
        queue.kill();
        queue.restore(0);
        assertThat(Fixtures.ids(queue.lease(1))).isEqualTo(first);
        assertThat(queue.lease(9).samples())
                .extracting(leased -> leased.sample().provenance().seed())
                .containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void anIdIsTakenInOnceAlsoAfterItWasTrained() {
        queue.feed(0, 2);
        queue.feed(0, 2);
        Lease lease = queue.lease(2);
        queue.ack(lease);
        for (int step = 1; step <= 3; step++) {
            queue.checkpointed(step, lease.sequence());
        }
        queue.kill();
        queue.feed(0, 2);
        assertThat(queue.store.waiting()).isZero();
        assertThat(queue.store.state().accepted()).isEqualTo(2);
        assertThat(queue.store.counted(Counters.Counter.DUPLICATES)).isEqualTo(4);
    }
}
