package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FontsTest {
    @ParameterizedTest
    @EnumSource(Fonts.class)
    void fittedTextFillsItsBoxAndStaysInside(Fonts font) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        font.fitted(graphics, "AB", new Rectangle2D.Double(10, 20, 40, 30));
        graphics.dispose();

        int inside = 0;
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                boolean lit = (image.getRGB(x, y) & 0xffffff) != 0;
                boolean box = x >= 9 && x <= 50 && y >= 19 && y <= 50;
                assertThat(lit && !box).as("ink at %d,%d", x, y).isFalse();
                inside += lit ? 1 : 0;
            }
        }
        assertThat(inside).isGreaterThan(150);
    }
}
