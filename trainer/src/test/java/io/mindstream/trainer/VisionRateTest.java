package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VisionRateTest {
    @Test
    void waitsThenRisesToItsShare() {
        VisionRate rate = new VisionRate(0.3, 100);
        assertThat(rate.at(0)).isZero();
        assertThat(rate.at(99)).isZero();
        assertThat(rate.at(149)).isCloseTo(0.15, within(1e-12));
        assertThat(rate.at(199)).isCloseTo(0.3, within(1e-12));
        assertThat(rate.at(1_000_000)).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void withoutDelayItIsTheSameThroughout() {
        assertThat(new VisionRate(1, 0).at(0)).isEqualTo(1);
    }
}
