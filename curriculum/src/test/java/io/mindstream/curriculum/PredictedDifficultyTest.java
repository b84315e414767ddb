package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.samples.LabelStats;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue whose predictor finds even numbers easy and odd ones hard. */
class PredictedDifficultyTest {
    @TempDir
    Path root;

    private final Sample easy = speed(2);
    private final Sample hard = speed(3);
    private final FakePredictor predictor =
            new FakePredictor(1_000_000, sample -> sample.provenance().seed() % 2 == 0 ? 0.02 : 0.98);

    private TestQueue queue;

    @BeforeEach
    void open() {
        queue = new TestQueue(root, Fixtures.settings(2), predictor);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void aPredictorThatHasLearntNothingIsNotAsked() {
        predictor.turns = 0;
        measured(1_000_000);
        assertThat(difficulty(easy)).isEqualTo(difficulty(hard)).isEqualTo(labelDifficulty());
    }

    @Test
    void aLabelThatWasNeverMeasuredIsAsHardAsWasSaid() {
        assertThat(difficulty(easy)).isEqualTo(difficulty(hard)).isEqualTo(0.5);
    }

    @Test
    void theLabelGivesWayToThePredictorAsEvidenceComes() {
        double spread = 0;
        for (long turns : List.of(10L, 100L, 1000L, 100_000L)) {
            measured(turns);
            assertThat(labelDifficulty()).isBetween(difficulty(easy), difficulty(hard));
            assertThat(difficulty(hard) - difficulty(easy)).isGreaterThan(spread);
            spread = difficulty(hard) - difficulty(easy);
        }
        assertThat(spread).isGreaterThan(0.95);
        // A model that begins anew is worth no more than it has learnt, whatever was measured before.
        predictor.turns = 10;
        assertThat(difficulty(hard) - difficulty(easy)).isLessThan(0.1);
    }

    @Test
    void samplesOfOneLabelWaitInDifferentBuckets() {
        measured(1_000_000);
        queue.feed(easy, hard);
        assertThat(queue.store.state().cells())
                .containsExactlyInAnyOrder(
                        new QueueState.Cell(Stage.KNOWLEDGE, Fixtures.SPEED, 0, 1),
                        new QueueState.Cell(Stage.KNOWLEDGE, Fixtures.SPEED, 3, 1));
    }

    @Test
    void eachAcknowledgedSampleIsLearntWithItsOutcomeAndARefusedOneIsNot() {
        queue.restore(0);
        queue.feed(easy, hard);
        Lease lease = queue.lease(2);
        assertThatThrownBy(() -> queue.store.ack(queue.token, lease.sequence() + 1, Fixtures.outcomes(lease)))
                .isInstanceOf(QueueException.class);
        assertThat(predictor.learnt).isEmpty();
        queue.ack(lease);
        assertThatThrownBy(() -> queue.ack(lease)).isInstanceOf(QueueException.class);
        assertThat(predictor.learnt)
                .containsExactlyElementsOf(lease.samples().stream()
                        .map(leased -> new TrainedSample(leased.sample(), Fixtures.outcome(lease, leased)))
                        .toList());
    }

    @Test
    void whatWasLeasedComesAgainAsItWasWhateverThePredictorSaysNow() {
        measured(1_000_000);
        queue.restore(0);
        queue.feed(easy, hard, speed(4), speed(5));
        Lease before = queue.lease(3);
        predictor.turns = 0;
        queue.kill();
        queue.restore(0);
        Lease again = queue.lease(3);
        assertThat(again.samples()).isEqualTo(before.samples());
        queue.ack(again);
        assertThat(predictor.learnt).hasSize(3);
    }

    private double difficulty(Sample sample) {
        return queue.store.difficulty().difficulty(sample);
    }

    private double labelDifficulty() {
        return queue.store.difficulty().difficulty(Fixtures.SPEED);
    }

    private void measured(long turns) {
        queue.store.learn(new LabelStats(Fixtures.SPEED, turns, 0.6, 1, 1, List.of()));
    }

    private static Sample speed(int number) {
        return Fixtures.sample(number, Fixtures.SPEED, Set.of(Stage.KNOWLEDGE), "");
    }
}
