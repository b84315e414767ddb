package io.mindstream.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BicubicResizeTest {
    /** Of the results that Pillow 12.3 gives for the same pictures: {@code Image.resize((w, h), Image.BICUBIC).tobytes()}. */
    private static final String PILLOW = "bea5469cf57ba504f1edbd519ac4b825490a02f67ad0c8e353d2813800aa01be";

    @Test
    void givesPillowsBytes() throws NoSuchAlgorithmException {
        Random random = new Random(7);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 60; i++) {
            int width = 1 + random.nextInt(200);
            int height = 1 + random.nextInt(200);
            int toWidth = 1 + random.nextInt(300);
            int toHeight = 1 + random.nextInt(300);
            byte[] rgb = new byte[3 * width * height];
            random.nextBytes(rgb);
            if (i % 3 == 0) {
                // Black and white only: the kernel overshoots, and is clipped.
                for (int b = 0; b < rgb.length; b++) {
                    rgb[b] = (byte) (rgb[b] < 0 ? 0 : 255);
                }
            }
            digest.update(BicubicResize.resize(new Picture(width, height, rgb), toWidth, toHeight)
                    .rgb());
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(PILLOW);
    }

    @Test
    void keepsAFlatColour() {
        byte[] rgb = new byte[3 * 37 * 91];
        Arrays.fill(rgb, (byte) 201);

        Picture resized = BicubicResize.resize(new Picture(37, 91, rgb), 64, 32);

        assertThat(resized.rgb()).hasSize(3 * 64 * 32).containsOnly((byte) 201);
    }
}
