package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.config.QueueSettings.LabelFigure;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CurriculumMixTest {
    private static final Set<Stage> SUPERVISED = Set.of(Stage.KNOWLEDGE, Stage.RESTORATION);

    private final Difficulty difficulty = Fixtures.difficulty();

    @Test
    void stagesGetTheirSharesAndAnEmptyOneLeavesItsShareToTheOther() {
        Map<Cell, Integer> both = picks(
                1000, label -> 1, cell(Stage.KNOWLEDGE, 0, Fixtures.FLAG), cell(Stage.RESTORATION, 0, Fixtures.FLAG));
        assertThat(both.get(cell(Stage.RESTORATION, 0, Fixtures.FLAG))).isEqualTo(250);
        assertThat(picks(10, label -> 1, cell(Stage.RESTORATION, 0, Fixtures.FLAG)))
                .containsValue(10);
        assertThat(picks(10, label -> 1, cell(Stage.RL, 0, Fixtures.FLAG))).isEmpty();
    }

    @Test
    void labelsTakeTurnsByWeight() {
        LabelFigures weights = new LabelFigures(List.of(
                new LabelFigure("geography", 3),
                new LabelFigure("geography/flags", 2),
                new LabelFigure("reasoning", 0.5)));
        Map<Cell, Integer> taken = picks(
                700,
                weights::product,
                cell(Stage.KNOWLEDGE, 0, Fixtures.FLAG),
                cell(Stage.KNOWLEDGE, 0, Fixtures.SPEED),
                cell(Stage.KNOWLEDGE, 0, Fixtures.SUM));
        assertThat(taken).containsEntry(cell(Stage.KNOWLEDGE, 0, Fixtures.FLAG), 400);
        assertThat(taken).containsEntry(cell(Stage.KNOWLEDGE, 0, Fixtures.SPEED), 200);
        assertThat(taken).containsEntry(cell(Stage.KNOWLEDGE, 0, Fixtures.SUM), 100);
    }

    @Test
    void aNewModelMeetsTheEasyAndAnAbleOneTheHard() {
        Cell easy = cell(Stage.KNOWLEDGE, 0, Fixtures.FLAG);
        Cell hard = cell(Stage.KNOWLEDGE, 3, Fixtures.SUM);
        learn(0.05);
        Map<Cell, Integer> young = picks(1000, label -> 1, easy, hard);
        assertThat(young.get(easy)).isGreaterThan(2 * young.get(hard));
        learn(0.95);
        Map<Cell, Integer> able = picks(1000, label -> 1, easy, hard);
        assertThat(able.get(hard)).isGreaterThan(2 * able.get(easy));
        assertThat(able.get(easy)).isGreaterThan(150);
    }

    @Test
    void whatIsRightAtTimesComesOftenerThanWhatNeverOrAlwaysIs() {
        difficulty.update(new LabelStats(Fixtures.FLAG, 1_000_000, 0.5, 1, 1, List.of()));
        difficulty.update(new LabelStats(Fixtures.SPEED, 1_000_000, 0, 1, 1, List.of()));
        difficulty.update(new LabelStats(Fixtures.SUM, 1_000_000, 1, 1, 1, List.of()));
        Map<Cell, Integer> taken = picks(
                600,
                label -> 1,
                cell(Stage.KNOWLEDGE, 1, Fixtures.FLAG),
                cell(Stage.KNOWLEDGE, 1, Fixtures.SPEED),
                cell(Stage.KNOWLEDGE, 1, Fixtures.SUM));
        // 1 to 0.6 to 0.05
        assertThat(taken.get(cell(Stage.KNOWLEDGE, 1, Fixtures.FLAG))).isBetween(362, 365);
        assertThat(taken.get(cell(Stage.KNOWLEDGE, 1, Fixtures.SPEED))).isBetween(217, 220);
        assertThat(taken.get(cell(Stage.KNOWLEDGE, 1, Fixtures.SUM))).isBetween(17, 20);
    }

    @Test
    void difficultyMovesFromTheEstimateToWhatIsMeasured() {
        assertThat(difficulty.difficulty(Fixtures.SPEED)).isEqualTo(0.5);
        difficulty.update(new LabelStats(Fixtures.SPEED, 50, 0.9, 1, 1, List.of()));
        assertThat(difficulty.difficulty(Fixtures.SPEED)).isCloseTo(0.3, within(1e-9));
        assertThat(difficulty.bucket(Fixtures.sample(0))).isEqualTo(1);
        difficulty.update(new LabelStats(Fixtures.SPEED, 100_000, 0.0, 9, 2, List.of()));
        assertThat(difficulty.bucket(Fixtures.sample(0))).isEqualTo(3);
    }

    @Test
    void aLineThatWasEmptyGainsNoClaimByIt() {
        FairShare<String> share = new FairShare<>();
        for (int turn = 0; turn < 100; turn++) {
            assertThat(share.next(Map.of("always", 1.0))).contains("always");
        }
        int late = 0;
        for (int turn = 0; turn < 100; turn++) {
            late += share.next(Map.of("always", 1.0, "late", 1.0)).orElseThrow().equals("late") ? 1 : 0;
        }
        assertThat(late).isBetween(49, 51);
    }

    private void learn(double accuracy) {
        Fixtures.LABELS.forEach(
                label -> difficulty.update(new LabelStats(label, 1_000_000, accuracy, 1, 1, List.of())));
    }

    private Map<Cell, Integer> picks(int count, ToDoubleFunction<Label> weights, Cell... cells) {
        CurriculumMix mix = new CurriculumMix(new StageShares(0.25), weights, difficulty);
        Depths depths = new Depths();
        for (Cell cell : cells) {
            depths.add(cell, count);
        }
        Map<Cell, Integer> taken = new HashMap<>();
        for (int i = 0; i < count; i++) {
            mix.next(SUPERVISED, depths).ifPresent(cell -> {
                depths.take(cell);
                taken.merge(cell, 1, Integer::sum);
            });
        }
        return taken;
    }

    private static Cell cell(Stage stage, int bucket, Label label) {
        return new Cell(stage, bucket, label);
    }
}
