package io.mindstream.trainer;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;

/** Samples that a model can learn within seconds, and only by looking: a picture in one of four colours, and which one it is. */
final class ColourSamples {
    static final Label LABEL = new Label("scenes/shapes/few", "perception/colour/background");

    private static final List<String> NAMES = List.of("red", "green", "blue", "white");
    private static final List<Color> COLOURS = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);

    private ColourSamples() {}

    /** The i-th sample; all differ. */
    static Sample sample(int i) {
        return sample(i, picture(i));
    }

    /** The i-th sample with the first half of its picture's file. */
    static Sample damaged(int i) {
        byte[] picture = picture(i);
        return sample(i, Arrays.copyOf(picture, picture.length / 2));
    }

    private static byte[] picture(int i) {
        Random random = new Random(i);
        int colour = random.nextInt(NAMES.size());
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(COLOURS.get(colour));
        graphics.fillRect(0, 0, 64, 64);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(random.nextInt(48), random.nextInt(48), 4 + random.nextInt(12), 4 + i % 12);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Sample sample(int i, byte[] picture) {
        String name = NAMES.get(new Random(i).nextInt(NAMES.size()));
        Turn turn = new Turn(
                "test.colour", LABEL.capability(), "What colour is picture " + i + "?", name, new Answer.Exact(name));
        return Sample.of(
                List.of(ImageRef.inline(picture, 64, 64)),
                List.of(turn),
                LABEL,
                new Ids(0.5, 0, 0, 0, 0.3, 1),
                Set.of(Stage.KNOWLEDGE),
                new Provenance("test", i, 1, "", "test:" + i));
    }
}
