package io.mindstream.curriculum;

import io.mindstream.config.QueueSettings;
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

/** Samples, outcomes and settings that tests share. */
final class Fixtures {
    static final Label SPEED = new Label("automotive/instruments/gauge", "perception/reading/gauge");
    static final Label FLAG = new Label("geography/flags/europe", "perception/recognition/entity");
    static final Label SUM = new Label("charts/plots/bar", "reasoning/arithmetic/sum");
    static final List<Label> LABELS = List.of(SPEED, FLAG, SUM);

    private Fixtures() {}

    static Sample sample(int number, Label label, Set<Stage> stages, String requestId) {
        ImageRef image = ImageRef.inline(("picture " + number).getBytes(StandardCharsets.UTF_8), 64, 64);
        Turn turn = new Turn(
                "test.family", label.capability(), "What is it?", "Number " + number, new Answer.Number(number, 0));
        return Sample.of(
                List.of(image),
                List.of(turn),
                label,
                new Ids(0.5, 0.5, 0.5, 0.5, 0.5, 1),
                stages,
                new Provenance("test", number, 1, requestId, "test:" + number));
    }

    static Sample sample(int number) {
        return sample(number, LABELS.get(number % LABELS.size()), Set.of(Stage.KNOWLEDGE), "");
    }

    static Outcome outcome(Lease lease, Lease.Leased leased) {
        return new Outcome(
                leased.sample().id(),
                lease.attempt(),
                leased.stage(),
                leased.sample().label(),
                List.of(new Outcome.TurnOutcome("test.family", "perception/reading/gauge", 1.5, true)),
                "run",
                lease.sequence(),
                0);
    }

    static List<Outcome> outcomes(Lease lease) {
        return lease.samples().stream().map(leased -> outcome(lease, leased)).toList();
    }

    static List<String> ids(Lease lease) {
        return lease.samples().stream().map(leased -> leased.sample().id()).toList();
    }

    static Difficulty difficulty() {
        return difficulty(DifficultyPredictor.none());
    }

    static Difficulty difficulty(DifficultyPredictor predictor) {
        return new Difficulty(4, LABELS, label -> 0.5, predictor);
    }

    /** Settings with small marks, and as many checkpoints retained as said. */
    static QueueSettings settings(int retainedCheckpoints) {
        return new QueueSettings(
                10, 40, 0, 4000, 4, 0.25, List.of(), List.of(), 0, 30_000, retainedCheckpoints, 1000, false, 16);
    }
}
