package io.mindstream.scorers;

import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the difficulty model costs. Runs only when it is named; see {@code docs/difficulty.md}. */
class DifficultyCostBench {
    private static final int SAMPLES = 2048;
    private static final int ROUNDS = 8;

    @Test
    void costs() {
        DifficultyModel model = DifficultyModel.prior();
        ImageRef image = Scene.shapes(1, 3).encoded();
        List<Sample> samples = IntStream.range(0, SAMPLES)
                .mapToObj(i -> Fixtures.sample(
                        image,
                        Fixtures.number("How many rings are in scene " + i + "?", 1 + i % 8),
                        Fixtures.exact(Fixtures.COLOUR, "What colour is " + i + "?", "red")))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            samples.forEach(model::applyAsDouble);
            long asked = System.nanoTime();
            samples.forEach(sample -> model.observe(sample, outcome(sample)));
            long learnt = System.nanoTime();
            int bytes = model.toBytes().length;
            long written = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "%.1f us an answer  %.1f ms a generation  %,d bytes in %.0f ms%n",
                    (asked - start) / 1e3 / SAMPLES,
                    (learnt - asked) / 1e6 / (2.0 * SAMPLES / DifficultyModel.BATCH),
                    bytes,
                    (written - learnt) / 1e6);
        }
    }

    private static Outcome outcome(Sample sample) {
        return new Outcome(
                sample.id(),
                0,
                Stage.KNOWLEDGE,
                sample.label(),
                sample.turns().stream()
                        .map(turn -> new Outcome.TurnOutcome(
                                turn.family(),
                                turn.capability(),
                                1,
                                turn.reply().hashCode() % 2 == 0))
                        .toList(),
                "run",
                1,
                1);
    }
}
