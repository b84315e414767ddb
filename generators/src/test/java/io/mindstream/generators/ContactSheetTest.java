package io.mindstream.generators;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Paints scenes of each source onto one page, for people to look at: {@code target/sheets/SOURCE-SIZE.png}, small ones twice as large. */
class ContactSheetTest {
    private static final Path FOLDER = Path.of("target/sheets");
    private static final int PICTURES = 48;
    private static final int COLUMNS = 8;

    @Test
    void everySourceFillsASheetOfEachSize() throws IOException {
        Files.createDirectories(FOLDER);
        for (Source<?> source : Draws.catalog(64).sources().values()) {
            for (int size : new int[] {64, 128}) {
                Path file = FOLDER.resolve(source.name() + "-" + size + ".png");
                BufferedImage sheet = sheet(source, size);
                assertThat(sheet.getRGB(4, 4)).as(source.name()).isNotEqualTo(sheet.getRGB(0, 0));
                ImageIO.write(sheet, "png", file.toFile());
                assertThat(file).isNotEmptyFile();
            }
        }
    }

    private static <S> BufferedImage sheet(Source<S> source, int size) throws IOException {
        int shown = Math.max(size, 128);
        int cell = shown + 4;
        BufferedImage sheet = new BufferedImage(COLUMNS * cell, PICTURES / COLUMNS * cell, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        Painter painter = new Painter(size);
        for (int i = 0; i < PICTURES; i++) {
            String domain = Draws.some(source.domains(), PICTURES)
                    .get(i % Math.min(PICTURES, source.domains().size()));
            S scene = source.scene(domain, new SplittableRandom(i));
            byte[] picture =
                    painter.paint(paint -> source.paint(scene, paint, size)).inline();
            graphics.drawImage(
                    ImageIO.read(new ByteArrayInputStream(picture)),
                    i % COLUMNS * cell + 2,
                    i / COLUMNS * cell + 2,
                    shown,
                    shown,
                    null);
        }
        graphics.dispose();
        return sheet;
    }
}
