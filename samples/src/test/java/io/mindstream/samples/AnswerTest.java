package io.mindstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void caseSpaceAndAFullStopDoNotCountButWordsDo() {
        Answer answer = new Answer.Exact(List.of("light blue", "pale blue"));

        assertThat(answer.accepts("  Light   blue. ")).isTrue();
        assertThat(answer.accepts("pale blue")).isTrue();
        assertThat(answer.accepts("blue")).isFalse();
        assertThat(answer.accepts("light blue or red")).isFalse();
    }

    @Test
    void aNumberMayCarryAUnitAndIsHeldToItsTolerance() {
        Answer answer = new Answer.Number(80, 2.5);

        assertThat(answer.accepts("82.5 km/h")).isTrue();
        assertThat(answer.accepts("about 78")).isTrue();
        assertThat(answer.accepts("83")).isFalse();
        assertThat(answer.accepts("eighty")).isFalse();
        assertThat(new Answer.Number(-3, 0).accepts("-3 °C")).isTrue();
        assertThat(new Answer.Number(0.3, 0).accepts("0.3")).isTrue();
    }

    @Test
    void stepsBeforeTheLastArrowDoNotCountAndTheirEndDoes() {
        Answer number = new Answer.Number(5, 0);

        assertThat(number.accepts("3 red + 2 blue = 5 → 5")).isTrue();
        assertThat(number.accepts("5")).isTrue();
        assertThat(number.accepts("5 + 2 = 7 → 7")).isFalse();
        assertThat(number.accepts("3 + 2 →")).isFalse();
        assertThat(new Answer.Exact("red").accepts("3 > 2 → red.")).isTrue();
        assertThat(new Answer.Exact("red").accepts("red → blue")).isFalse();
        assertThat(new Answer.Choice(List.of("yes", "no"), 1).accepts("4 < 5 → no"))
                .isTrue();
        assertThat(new Answer.Items(Set.of("a", "b")).accepts("c → b, a")).isTrue();
        assertThat(Answer.conclusion("1 + 1 = 2 → 2 × 3 = 6 → 6")).isEqualTo("6");
    }

    @Test
    void itemsComeInAnyOrderAndMustBeAllOfThemAndNoMore() {
        Answer answer = new Answer.Items(Set.of("red", "white", "blue"));

        assertThat(answer.accepts("blue, white and red")).isTrue();
        assertThat(answer.accepts("Red, white, blue.")).isTrue();
        assertThat(answer.accepts("red, white")).isFalse();
        assertThat(answer.accepts("red, white, blue, green")).isFalse();
    }

    @Test
    void aChoiceIsTheRightOptionOnly() {
        Answer answer = new Answer.Choice(List.of("left", "right"), 1);

        assertThat(answer.accepts("right")).isTrue();
        assertThat(answer.accepts("left")).isFalse();
        assertThat(answer.accepts("left right")).isFalse();
    }
}
