package io.mindstream.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecodingTest {
    @Test
    void noTwoSeedsShareARandomNumber() {
        Set<Double> drawn = new HashSet<>();
        for (long seed = -100; seed < 100; seed++) {
            SplittableRandom random = Decoding.random(seed, 0);
            for (int i = 0; i < 200; i++) {
                assertThat(drawn.add(random.nextDouble()))
                        .as("seed %d, number %d", seed, i)
                        .isTrue();
            }
        }
    }

    @Test
    void aRowsNumbersAreThoseOfItsSeedAlone() {
        assertThat(Decoding.random(7, 3).nextLong())
                .isEqualTo(Decoding.random(10, 0).nextLong());
    }
}
