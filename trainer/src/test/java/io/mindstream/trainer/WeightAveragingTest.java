package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightAveragingTest {
    /** Of a weight that is its own step: the average lags behind by the span that it looks back over. */
    @Test
    void lagsByAConstantShareOfAllSteps() {
        WeightAveraging averaging = new WeightAveraging(0.1);
        double average = 0;
        for (long step = 4; step <= 40_000; step += 4) {
            average += averaging.share(step) * (step - average);
            if (step == 4_000 || step == 40_000) {
                // The mean age of a power-function average with exponent g is 1 / (g + 2) of all steps; here g + 1 = 1
                // / span.
                assertThat((step - average) / step).isCloseTo(1 / 11.0, within(0.005));
            }
        }
    }
}
