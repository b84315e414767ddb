package io.mindstream.scorers;

import static io.mindstream.scorers.Fixtures.COLOUR;
import static io.mindstream.scorers.Fixtures.exact;
import static io.mindstream.scorers.Fixtures.number;
import static io.mindstream.scorers.Fixtures.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DifficultyModelTest {
    private static final ImageRef IMAGE = Scene.shapes(1, 3).encoded();
    private static final String[] COLOURS = {"red", "blue", "green", "yellow", "purple", "orange", "black"};
    private static final String[] THINGS = {"circle", "square", "star", "triangle", "cross", "ring"};
    private static final Predicate<Turn> COLOUR_ONLY = turn -> turn.capability().equals(COLOUR);

    private final DifficultyModel model = DifficultyModel.prior();

    @Test
    void theRulesKnowWhatIsHardBeforeAnyOutcome() {
        double colour = model.applyAsDouble(colour(1));
        double word = model.applyAsDouble(sample(IMAGE, exact("perception/reading/word", "What is written?", "KX7Q")));
        double description = model.applyAsDouble(sample(
                IMAGE,
                exact(
                        "perception/description/dense",
                        "Describe it.",
                        "a red circle is left of a blue square on white")));
        assertThat(List.of(colour, word, description)).isSorted().allMatch(value -> value > 0 && value < 1);
        assertThat(model.parent()).isEqualTo("none");
        assertThat(model.turns()).isZero();
    }

    @Test
    void outcomesTeachWhatIsHard() {
        teach(0, 600, COLOUR_ONLY.negate());
        for (int i = 5000; i < 5020; i++) {
            assertThat(model.applyAsDouble(colour(i))).isGreaterThan(0.7);
            assertThat(model.applyAsDouble(count(i))).isLessThan(0.3);
        }
        // Against the first lesson: the model changes, and difficulty follows.
        teach(600, 2000, COLOUR_ONLY);
        for (int i = 5000; i < 5020; i++) {
            assertThat(model.applyAsDouble(colour(i))).isLessThan(0.3);
            assertThat(model.applyAsDouble(count(i))).isGreaterThan(0.7);
        }
    }

    @Test
    void withinOneFamilyTheAnswerTells() {
        teach(0, 1500, turn -> turn.capability().equals(COLOUR) || Integer.parseInt(turn.reply()) <= 4);
        for (int i = 5000; i < 5050; i++) {
            Sample small = sample(IMAGE, number("How many " + THINGS[i % 6] + "s are there in all?", 1 + i % 4));
            Sample large = sample(IMAGE, number("How many " + THINGS[i % 6] + "s are there in all?", 5 + i % 4));
            assertThat(model.applyAsDouble(large)).isGreaterThan(model.applyAsDouble(small) + 0.2);
        }
    }

    @Test
    void turnsThatAnOutcomeDoesNotTellOfAreNotLearnt() {
        Turn colour = colour(7).turns().get(0);
        Turn count = count(7).turns().get(0);
        Sample both = sample(IMAGE, colour, count);
        for (int i = 0; i < DifficultyModel.BATCH; i++) {
            model.observe(both, outcome(sample(IMAGE, colour), COLOUR_ONLY));
        }
        assertThat(model.turns()).isEqualTo(DifficultyModel.BATCH);
    }

    @Test
    void aSampleIsAsHardAsItsTurnsAre() {
        teach(0, 600, COLOUR_ONLY);
        Turn colour = colour(7).turns().get(0);
        Turn count = count(7).turns().get(0);
        double both = model.applyAsDouble(sample(IMAGE, colour, count));
        assertThat(both)
                .isBetween(model.applyAsDouble(sample(IMAGE, colour)), model.applyAsDouble(sample(IMAGE, count)));
    }

    @Test
    void everyGenerationNamesItsParent() {
        String before = model.id();
        teach(0, DifficultyModel.BATCH / 2 - 1, COLOUR_ONLY);
        assertThat(model.id()).isEqualTo(before);
        teach(DifficultyModel.BATCH / 2, DifficultyModel.BATCH / 2 + 1, COLOUR_ONLY);
        assertThat(model.id()).startsWith("1-").isNotEqualTo(before);
        assertThat(model.parent()).isEqualTo(before);
        assertThat(model.turns()).isEqualTo(DifficultyModel.BATCH);
    }

    @Test
    void itGoesOnFromItsBytes() throws IOException {
        teach(0, 300, COLOUR_ONLY);
        DifficultyModel back = DifficultyModel.ofBytes(model.toBytes());
        assertThat(back.id()).isEqualTo(model.id());
        assertThat(back.parent()).isEqualTo(model.parent());
        assertThat(back.turns()).isEqualTo(model.turns());
        assertThat(back.applyAsDouble(count(5000))).isEqualTo(model.applyAsDouble(count(5000)), within(1e-12));
        double before = back.applyAsDouble(count(5000));
        for (int i = 0; i < 300; i++) {
            observe(back, count(i), turn -> true);
        }
        assertThat(back.applyAsDouble(count(5000))).isLessThan(before - 0.2);
        assertThat(back.parent()).isEqualTo(model.id());
    }

    @Test
    void theSameOutcomesMakeTheSameModel() {
        DifficultyModel other = DifficultyModel.prior();
        for (DifficultyModel each : List.of(model, other)) {
            for (int i = 0; i < 300; i++) {
                observe(each, i % 2 == 0 ? colour(i) : count(i), COLOUR_ONLY);
            }
        }
        assertThat(other.id()).isEqualTo(model.id());
    }

    @Test
    void whatIsNoModelIsRefused() {
        assertThatThrownBy(() -> DifficultyModel.ofBytes(new byte[] {1, 2, 3}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("difficulty model");
    }

    @Test
    void estimatesGoOnWhileOutcomesAreLearnt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> running = new ArrayList<>();
            running.add(threads.submit(() -> teach(0, 500, COLOUR_ONLY)));
            for (int t = 0; t < 2; t++) {
                int first = 10_000 * (t + 1);
                running.add(threads.submit(() -> {
                    for (int i = first; i < first + 2000; i++) {
                        assertThat(model.applyAsDouble(count(i))).isBetween(0.0, 1.0);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(model.turns()).isGreaterThan(500);
    }

    /** Each number is two samples, a colour and a count. */
    private void teach(int from, int to, Predicate<Turn> correct) {
        for (int i = from; i < to; i++) {
            for (Sample sample : List.of(colour(i), count(i))) {
                observe(model, sample, correct);
            }
        }
    }

    private static Sample colour(int i) {
        return sample(
                IMAGE, exact(COLOUR, "What colour is the " + THINGS[i % 6] + " of scene " + i + "?", COLOURS[i % 7]));
    }

    private static Sample count(int i) {
        return sample(IMAGE, number("How many " + THINGS[i % 6] + "s are in scene " + i + "?", 1 + i / 3 % 8));
    }

    private static void observe(DifficultyModel model, Sample sample, Predicate<Turn> correct) {
        model.observe(sample, outcome(sample, correct));
    }

    private static Outcome outcome(Sample sample, Predicate<Turn> correct) {
        return new Outcome(
                sample.id(),
                0,
                Stage.KNOWLEDGE,
                sample.label(),
                sample.turns().stream()
                        .map(turn -> new Outcome.TurnOutcome(turn.family(), turn.capability(), 1, correct.test(turn)))
                        .toList(),
                "run",
                1,
                1);
    }
}
