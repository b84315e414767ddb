package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Label;
import io.mindstream.samples.Metric;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TailLineTest {
    private final TailLine.Newest newest = new TailLine.Newest();

    private static QueueState queue(long depth, long at) {
        Label label = new Label("drawn/shapes/plain", "look/count/all");
        return new QueueState(
                List.of(new QueueState.Cell(Stage.KNOWLEDGE, label, 0, depth)),
                0,
                0,
                5000,
                1,
                QueueState.DifficultyVersion.none(),
                at);
    }

    @Test
    void whileTheTrainerWaitsTheQueueIsShown() {
        TailLine line = newest.queue(queue(1234, 7));

        assertThat(line).isEqualTo(new TailLine(7, "queue 1,234 (accepted 5,000)"));
        assertThat(line.toString()).matches("\\d\\d:\\d\\d:\\d\\d  queue 1,234 \\(accepted 5,000\\)");
    }

    @Test
    void eachLineHasTheNewestOfBoth() {
        newest.queue(queue(1, 1000));
        TailLine step = newest.metric(new Metric("run", 12, 2000, Map.of("train.loss", 0.5)));
        TailLine later = newest.queue(queue(2, 3000));

        assertThat(step).isEqualTo(new TailLine(2000, "step      12  loss 0.5000  queue 1 (accepted 5,000)"));
        assertThat(later).isEqualTo(new TailLine(3000, "step      12  loss 0.5000  queue 2 (accepted 5,000)"));
    }
}
