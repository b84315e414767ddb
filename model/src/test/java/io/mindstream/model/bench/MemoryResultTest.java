package io.mindstream.model.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryResultTest {
    private final List<Integer> at =
            IntStream.rangeClosed(1, 200).map(i -> 10 * i).boxed().toList();

    @Test
    void warmUpIsNoSlope() {
        List<Long> kib =
                at.stream().map(i -> i <= 500 ? 1024L * i : 600L * 1024).toList();
        MemoryResult result = MemoryResult.of("", at, kib);
        assertThat(result.slopeKiBPer1000()).isZero();
        assertThat(result.readings()).isEqualTo(150);
        assertThat(result.firstMiB()).isEqualTo(600);
    }

    @Test
    void aLeakIsFoundUnderNoise() {
        Random random = new Random(1);
        List<Long> kib = at.stream()
                .map(i -> 500_000L + 2 * i + Math.round(100 * random.nextGaussian()))
                .toList();
        MemoryResult result = MemoryResult.of("", at, kib);
        assertThat(result.slopeKiBPer1000()).isCloseTo(2000, within(4 * result.slopeErrorKiBPer1000()));
        // s / (sqrt(n) * standard deviation of x)
        assertThat(result.slopeErrorKiBPer1000()).isCloseTo(1000 * 100 / (Math.sqrt(150) * 433), within(3.0));
    }
}
