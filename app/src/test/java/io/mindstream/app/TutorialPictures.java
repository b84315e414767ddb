package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Pictures of a kind that no source draws, with questions: swatches of cloth with a woven or printed pattern, in any two colours, at any angle. For
 * docs/tutorial.md.
 */
final class TutorialPictures {
    /** The patterns. */
    static final List<String> PATTERNS = List.of("striped", "checked", "dotted", "wavy", "zigzag", "ringed");

    private static final List<String> WEAVES = List.of("fine", "coarse");

    private TutorialPictures() {}

    /** {@code DIR COUNT}. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    /** Writes {@code swatches.jsonl} and its pictures, half of them PNG and half JPEG. */
    static void write(Path folder, int count) throws IOException {
        Files.createDirectories(folder.resolve("pictures"));
        try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve("swatches.jsonl"))) {
            for (int i = 0; i < count; i++) {
                Random random = new Random(i * 0x9E3779B97F4A7C15L);
                String pattern = PATTERNS.get(i % PATTERNS.size());
                String weave = WEAVES.get(i / PATTERNS.size() % WEAVES.size());
                String name = String.format("pictures/%03d.%s", i, i % 2 == 0 ? "png" : "jpg");
                BufferedImage picture = draw(pattern, weave.equals("fine"), random);
                ImageIO.write(
                        picture,
                        i % 2 == 0 ? "png" : "jpeg",
                        folder.resolve(name).toFile());
                lines.write(new JsonMapper()
                        .writeValueAsString(Map.of(
                                "image",
                                name,
                                "qa",
                                List.of(
                                        Map.of("question", "Which pattern has the cloth?", "answer", pattern),
                                        Map.of(
                                                "question",
                                                "Is the pattern fine or coarse?",
                                                "answer",
                                                weave,
                                                "options",
                                                WEAVES)))));
                lines.newLine();
            }
        }
    }

    private static BufferedImage draw(String pattern, boolean fine, Random random) {
        int side = 240;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = random.nextFloat();
        boolean light = random.nextBoolean();
        graphics.setColor(Color.getHSBColor(hue, 0.25f + 0.3f * random.nextFloat(), light ? 0.95f : 0.3f));
        graphics.fillRect(0, 0, side, side);
        graphics.setColor(Color.getHSBColor(
                hue + 0.3f + 0.4f * random.nextFloat(), 0.6f + 0.4f * random.nextFloat(), light ? 0.45f : 0.95f));
        double step = fine ? 22 + 6 * random.nextDouble() : 48 + 14 * random.nextDouble();
        AffineTransform turned =
                AffineTransform.getRotateInstance(Math.PI * random.nextDouble(), side / 2.0, side / 2.0);
        turned.translate(step * random.nextDouble(), step * random.nextDouble());
        graphics.transform(turned);
        graphics.setStroke(new BasicStroke((float) (step * (0.35 + 0.15 * random.nextDouble()))));
        for (double at = -side; at < 2 * side; at += step) {
            switch (pattern) {
                case "striped" -> graphics.draw(line(-side, at, 0, step, side));
                case "wavy" -> graphics.draw(line(-side, at, 1, step, side));
                case "zigzag" -> graphics.draw(line(-side, at, 2, step, side));
                default -> row(graphics, pattern, at, step, side);
            }
        }
        graphics.dispose();
        return image;
    }

    /** Straight, in waves or in teeth. */
    private static Path2D line(double from, double y, int bent, double step, int side) {
        Path2D path = new Path2D.Double();
        path.moveTo(from, y);
        boolean up = true;
        for (double x = from; x < 2 * side; x += step, up = !up) {
            double high = y + (up ? step : -step) * 0.8;
            switch (bent) {
                case 1 -> path.quadTo(x + step / 2, high, x + step, y);
                case 2 -> {
                    path.lineTo(x + step / 2, y + step * 0.6);
                    path.lineTo(x + step, y);
                }
                default -> path.lineTo(x + step, y);
            }
        }
        return path;
    }

    private static void row(Graphics2D graphics, String pattern, double y, double step, int side) {
        graphics.setStroke(new BasicStroke((float) (step * 0.14)));
        int column = 0;
        int row = (int) Math.round(y / step);
        for (double x = -side; x < 2 * side; x += step, column++) {
            switch (pattern) {
                case "checked" -> {
                    if ((row + column) % 2 == 0) {
                        graphics.fill(new java.awt.geom.Rectangle2D.Double(x, y, step, step));
                    }
                }
                case "dotted" -> graphics.fill(new Ellipse2D.Double(x, y, step * 0.55, step * 0.55));
                default -> graphics.draw(new Ellipse2D.Double(x, y, step * 0.72, step * 0.72));
            }
        }
    }
}
