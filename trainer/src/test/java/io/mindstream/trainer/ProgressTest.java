package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.model.program.Update;
import io.mindstream.samples.Label;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Outcome.TurnOutcome;
import io.mindstream.samples.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress(0);

    @Test
    void aBatchWithoutAFiniteLossLeavesTheAveragesAlone() {
        step(2.0, true);
        step(Double.NaN, false);
        step(Double.POSITIVE_INFINITY, false);
        step(4.0, true);

        assertThat(progress.learnt()).containsEntry("train.loss", 3.0).containsEntry("train.accuracy", 1.0);
        assertThat(progress.take(1_000_000_000))
                .containsEntry("train.accuracy.colour", 1.0)
                .containsEntry("train.skippedSteps", 2.0);
    }

    @Test
    void nothingIsSaidOfWhatWasNotMeasuredYet() {
        assertThat(progress.learnt()).isEmpty();
        assertThat(progress.take(1_000_000_000)).doesNotContainKeys("train.loss", "train.accuracy");
    }

    private void step(double loss, boolean correct) {
        Outcome outcome = new Outcome(
                "s",
                0,
                Stage.KNOWLEDGE,
                new Label("a/b/c", "perception/colour/background"),
                List.of(new TurnOutcome("f", "perception/colour/background", loss, correct)),
                "r",
                0,
                0);
        progress.step(loss, new Update(loss, Double.isFinite(loss)), List.of(outcome), 10, 1e-3, 1, 1);
    }
}
