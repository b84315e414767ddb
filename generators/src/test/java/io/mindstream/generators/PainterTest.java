package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.ImageRef;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PainterTest {
    @Test
    void paintsOnWhiteAndKeepsEveryPixelOfAnOrdinaryPicture() throws IOException {
        ImageRef image = new Painter(32).paint(graphics -> {
            graphics.setColor(new Color(1, 2, 3));
            graphics.fillRect(0, 0, 16, 32);
        });
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.inline()));
        assertThat(read.getRGB(3, 3)).isEqualTo(0xff010203);
        assertThat(read.getRGB(30, 3)).isEqualTo(0xffffffff);
    }

    @Test
    void theBytesAreTheSameWhateverTheMachine() {
        // A sample's id comes of them. Who changes them raises the version of every source.
        ImageRef image = new Painter(32).paint(graphics -> {
            graphics.setColor(new Color(1, 2, 3));
            graphics.fillRect(0, 0, 16, 32);
        });
        assertThat(image.sha256()).isEqualTo("549d8c98c0d436d584a6adfa0e4c0bd6ce982a5956ee056a31bdd879a1d5792f");
    }

    @Test
    void aPictureTooLargeToTravelLosesLowBitsAndNoMore() throws IOException {
        ImageRef image = new Painter(150).paint(PainterTest::noise);
        assertThat(image.size()).isBetween(15_000L, (long) ImageRef.MAX_INLINE);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.inline()));
        BufferedImage noise = new BufferedImage(150, 150, BufferedImage.TYPE_INT_RGB);
        noise(noise.createGraphics());
        for (int i = 0; i < 150; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int before = noise.getRGB(i, i) >> shift & 0xff;
                int after = read.getRGB(i, i) >> shift & 0xff;
                assertThat(Math.abs(before - after)).isLessThan(32);
            }
        }
    }

    private static void noise(Graphics2D graphics) {
        SplittableRandom random = new SplittableRandom(1);
        for (int y = 0; y < 150; y++) {
            for (int x = 0; x < 150; x++) {
                graphics.setColor(new Color(random.nextInt(1 << 24)));
                graphics.fillRect(x, y, 1, 1);
            }
        }
    }
}
