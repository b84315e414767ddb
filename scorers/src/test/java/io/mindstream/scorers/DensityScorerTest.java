package io.mindstream.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.config.ScoringSettings;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DensityScorerTest {
    private static final Facts LETTER = new Facts(List.of("letter"), List.of(), List.of("K"), List.of());
    private static final Facts FLAG = new Facts(
            List.of("flag of France"),
            List.of(),
            List.of(),
            List.of("France -> capital Paris", "France -> continent Europe"));
    private static final Facts SCENE = new Facts(
            List.of("red circle", "red circle", "blue square", "green triangle", "black circle"),
            List.of("1 left of 2", "2 left of 3", "3 above 4", "4 above 5", "1 above 5", "2 above 3"),
            List.of(),
            List.of());

    private final DensityScorer scorer = new DensityScorer();

    /** The worked examples of docs/density.md. */
    @Test
    void workedExamples() {
        assertThat(scorer.score(new Facts(List.of(), List.of(), List.of(), List.of()))
                        .total())
                .isZero();
        Ids single = scorer.score(new Facts(List.of("red circle"), List.of(), List.of(), List.of()));
        assertThat(single.subjects()).isCloseTo(0.2212, within(5e-5));
        assertThat(single.total()).isCloseTo(0.1106, within(5e-5));
        assertThat(scorer.score(LETTER).text()).isCloseTo(0.1447, within(5e-5));
        assertThat(scorer.score(LETTER).total()).isCloseTo(0.1878, within(5e-5));
        assertThat(scorer.score(FLAG).knowledge()).isCloseTo(0.6321, within(5e-5));
        assertThat(scorer.score(FLAG).total()).isCloseTo(0.3917, within(5e-5));
        Ids scene = scorer.score(SCENE);
        // H of (2, 1, 1, 1) fifths is 1.3322 nats, so 3.789 effective kinds.
        assertThat(scene.subjects()).isCloseTo(1 - Math.exp(-(3.7893 + Math.log(5)) / 4), within(5e-5));
        assertThat(scene.relations()).isCloseTo(1 - Math.exp(-6.0 / 8), within(1e-12));
        assertThat(scene.total()).isCloseTo(0.5697, within(5e-5));
    }

    @Test
    void eachThingMoreToAskAboutRaisesTheTotal() {
        double before = scorer.score(SCENE).total();
        for (Facts more : List.of(
                new Facts(plus(SCENE.subjects(), "star"), SCENE.relations(), SCENE.texts(), SCENE.knowledge()),
                new Facts(SCENE.subjects(), plus(SCENE.relations(), "5 left of 1"), SCENE.texts(), SCENE.knowledge()),
                new Facts(SCENE.subjects(), SCENE.relations(), plus(SCENE.texts(), "EXIT"), SCENE.knowledge()),
                new Facts(SCENE.subjects(), SCENE.relations(), SCENE.texts(), plus(SCENE.knowledge(), "a -> b")))) {
            assertThat(scorer.score(more).total()).isGreaterThan(before);
        }
    }

    @Test
    void diversityCountsMoreThanRepetition() {
        Facts alike = new Facts(List.of("circle", "circle", "circle"), List.of(), List.of(), List.of());
        Facts different = new Facts(List.of("circle", "square", "star"), List.of(), List.of(), List.of());
        Facts one = new Facts(List.of("circle"), List.of(), List.of(), List.of());
        assertThat(scorer.score(different).subjects())
                .isGreaterThan(scorer.score(alike).subjects());
        assertThat(scorer.score(alike).subjects())
                .isGreaterThan(scorer.score(one).subjects());
    }

    @Test
    void orderAndRepeatedLinksDoNotCount() {
        Facts turned = new Facts(
                List.of("black circle", "green triangle", "red circle", "blue square", "red circle"),
                plus(SCENE.relations(), SCENE.relations().get(0)),
                List.of(),
                List.of());
        assertThat(scorer.score(turned)).isEqualTo(scorer.score(SCENE));
    }

    @Test
    void filterRefusesBelowTheThresholdAndBudgetsTurnsAboveIt() {
        Ids single = scorer.score(new Facts(List.of("red circle"), List.of(), List.of(), List.of()));
        DensityFilter filter = new DensityFilter(new ScoringSettings(0.15, 9, 400, 1200));
        assertThat(filter.judge(single)).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).isEqualTo(Rejection.Reason.DENSITY);
            assertThat(verdict.detail()).contains("0.111").contains("0.150");
        });
        assertThat(filter.judge(scorer.score(LETTER))).isEmpty();
        assertThat(filter.turns(single)).isEqualTo(1);
        assertThat(filter.turns(scorer.score(FLAG))).isEqualTo(4);
        assertThat(filter.turns(scorer.score(SCENE))).isEqualTo(5);
        assertThat(filter.turns(new Ids(1, 1, 1, 1, 1, 1))).isEqualTo(9);
    }

    @Test
    void anUnknownFormulaIsRefusedByName() {
        assertThat(DensityScorer.ofVersion(DensityScorer.VERSION).score(FLAG)).isEqualTo(scorer.score(FLAG));
        assertThatThrownBy(() -> DensityScorer.ofVersion(99)).hasMessageContaining("request.idsVersion");
    }

    private static List<String> plus(List<String> list, String more) {
        return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(more))
                .toList();
    }
}
