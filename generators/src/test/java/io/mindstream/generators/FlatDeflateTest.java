package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatDeflateTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 257, 258, 259, 260, 261, 262, 12_352, 200_000})
    void zlibReadsWhatItWroteAtEveryLengthAndRoughness(int length) throws DataFormatException {
        SplittableRandom random = new SplittableRandom(length);
        for (int kinds : new int[] {1, 2, 3, 256}) {
            // Distances of every number of extra bits, and one that is too far.
            for (int above : new int[] {4, 193, 1000, 32_768, 32_769}) {
                byte[] bytes = new byte[length];
                for (int i = 0; i < length; i++) {
                    boolean again = i >= above && random.nextInt(50) > 0;
                    bytes[i] = again ? bytes[i - above] : (byte) random.nextInt(kinds);
                }
                assertThat(inflated(FlatDeflate.deflate(bytes, 3, above), length))
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void noiseGrowsByNoMoreThanAnEighth() throws DataFormatException {
        byte[] noise = new byte[10_000];
        new SplittableRandom(1).nextBytes(noise);
        byte[] deflated = FlatDeflate.deflate(noise, 3, 193);
        assertThat(deflated.length).isLessThan(11_260);
        assertThat(inflated(deflated, noise.length)).isEqualTo(noise);
    }

    @Test
    void aPlainPictureIsNearlyNothing() {
        assertThat(FlatDeflate.deflate(new byte[64 * 193], 3, 193)).hasSizeLessThan(100);
    }

    private static byte[] inflated(byte[] deflated, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] bytes = new byte[length + 1];
            int inflated = inflater.inflate(bytes);
            assertThat(inflater.finished()).isTrue();
            assertThat(inflater.getRemaining()).isZero();
            return Arrays.copyOf(bytes, inflated);
        } finally {
            inflater.end();
        }
    }
}
