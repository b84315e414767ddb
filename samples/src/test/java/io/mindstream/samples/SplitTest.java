package io.mindstream.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void aTenthIsTestATwentiethIsProbeTheRestIsTrained() {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        for (int i = 0; i < 20_000; i++) {
            counts.merge(Split.of("shapes:" + i), 1, Integer::sum);
        }

        assertThat(counts.get(Split.TEST) / 20_000.0).isCloseTo(0.10, within(0.01));
        assertThat(counts.get(Split.PROBE) / 20_000.0).isCloseTo(0.05, within(0.01));
    }

    /** Stored samples and suites rely on it: a scene that was a test scene once must stay one. */
    @Test
    void theRuleNeverChanges() {
        assertThat(IntStream.range(0, 100).filter(i -> Split.of("gauge:" + i) == Split.TEST))
                .containsExactly(3, 15, 42, 47, 56, 60, 75, 85, 93, 94);
    }
}
