package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.LabelStats.FamilyStats;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasteryTest {
    private static final String DOMAIN = "scenes/shapes/few";
    private static final String COLOUR = "shapes.colour";
    private static final String COUNT = "shapes.count";

    private final Mastery mastery = new Mastery();

    @Test
    void whatIsHardlyEverFailedIsMasteredInItsDomainUntilItFails() {
        learn(DOMAIN, COUNT, 500, 0.95);
        learn(DOMAIN, COLOUR, 500, 0.9);
        learn("charts/plots/bar", COUNT, 500, 0.5);

        assertThat(mastery.in(DOMAIN)).containsExactly(COLOUR, COUNT);
        assertThat(mastery.in("charts/plots/bar")).isEmpty();
        assertThat(mastery.in("never/heard/of")).isEmpty();

        learn(DOMAIN, COUNT, 600, 0.89);

        assertThat(mastery.in(DOMAIN)).containsExactly(COLOUR);
    }

    @Test
    void aFewLuckyTurnsAreNoMastery() {
        learn(DOMAIN, COUNT, Mastery.TURNS - 1, 1);

        assertThat(mastery.in(DOMAIN)).isEmpty();
    }

    private void learn(String domain, String family, long turns, double accuracy) {
        mastery.learn(new LabelStats(
                new Label(domain, "perception/x/y"),
                turns,
                accuracy,
                0.1,
                1,
                List.of(new FamilyStats(family, turns, accuracy))));
    }
}
