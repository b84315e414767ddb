package io.mindstream.app;

import io.mindstream.curriculum.TrainedSample;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Samples of one label that a model which counts to four gets right or wrong: the even ones are easy, the odd ones hard. */
final class CountingSamples {
    static final Label LABEL = new Label("scenes/shapes/few", "perception/counting/all");

    private CountingSamples() {}

    static Sample sample(int number) {
        int count = 1 + number / 2 % 4 + (number % 2 == 0 ? 0 : 4);
        Turn turn = new Turn(
                "shapes.count",
                LABEL.capability(),
                "How many rings are in scene " + number + "?",
                Integer.toString(count),
                new Answer.Number(count, 0));
        return Sample.of(
                List.of(ImageRef.inline(("picture " + number).getBytes(StandardCharsets.UTF_8), 64, 64)),
                List.of(turn),
                LABEL,
                new Ids(0.5, 0, 0, 0, 0.3, 1),
                Set.of(Stage.KNOWLEDGE),
                new Provenance("test", number, 1, "", "test:" + number));
    }

    static boolean easy(Sample sample) {
        return sample.provenance().seed() % 2 == 0;
    }

    static Outcome outcome(Sample sample, int attempt) {
        Turn turn = sample.turns().get(0);
        return new Outcome(
                sample.id(),
                attempt,
                Stage.KNOWLEDGE,
                LABEL,
                List.of(new Outcome.TurnOutcome(turn.family(), turn.capability(), 1, easy(sample))),
                "run",
                1,
                1);
    }

    static TrainedSample trained(int number) {
        Sample sample = sample(number);
        return new TrainedSample(sample, outcome(sample, 0));
    }
}
