package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
    private final LearningRate schedule = new LearningRate(1e-3, 100, 2000);

    @Test
    void risesInALineThenFallsWithoutEnd() {
        assertThat(schedule.at(0)).isCloseTo(1e-5, within(1e-12));
        assertThat(schedule.at(49)).isCloseTo(5e-4, within(1e-12));
        assertThat(schedule.at(100)).isEqualTo(1e-3);
        assertThat(schedule.at(2100)).isCloseTo(1e-3 / Math.sqrt(2), within(1e-12));
        assertThat(schedule.at(1_000_000)).isPositive().isLessThan(1e-4);
    }

    @Test
    void withoutWarmUpItStartsAtThePeak() {
        assertThat(new LearningRate(1e-3, 0, 10).at(0)).isEqualTo(1e-3);
    }
}
