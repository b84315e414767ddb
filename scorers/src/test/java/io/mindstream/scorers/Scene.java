package io.mindstream.scorers;

import io.mindstream.samples.ImageRef;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Small drawn scenes for tests: parts on a ground, so that a scene can be drawn again with each part a pixel off, or changed in one part.
 *
 * @param ground colour behind all
 * @param parts from back to front
 */
record Scene(Color ground, List<Part> parts) {
    static final int SIZE = 64;
    private static final Color[] COLOURS = {
        new Color(220, 40, 40), new Color(40, 90, 220), new Color(30, 160, 60), new Color(240, 190, 20),
        new Color(140, 50, 170), new Color(240, 130, 20), new Color(20, 20, 20), new Color(120, 120, 120)
    };

    /** Something painted. */
    record Part(Form form, double x, double y, double size, double angle, Color colour) {
        Part at(double newX, double newY) {
            return new Part(form, newX, newY, size, angle, colour);
        }

        Part in(Color other) {
            return new Part(form, x, y, size, angle, other);
        }

        Part turned(double degrees) {
            return new Part(form, x, y, size, angle + Math.toRadians(degrees), colour);
        }
    }

    enum Form {
        CIRCLE,
        SQUARE,
        TRIANGLE,
        RING,
        NEEDLE,
        BAR
    }

    /** {@code count} shapes of 12 to 18 pixels on a loose grid. */
    static Scene shapes(long seed, int count) {
        Random random = new Random(seed);
        List<Integer> cells = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
        java.util.Collections.shuffle(cells, random);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int cell = cells.get(i);
            parts.add(new Part(
                    Form.values()[random.nextInt(3)],
                    11 + 21 * (cell % 3) + random.nextInt(4) - 2,
                    11 + 21 * (cell / 3) + random.nextInt(4) - 2,
                    12 + random.nextInt(7),
                    0,
                    COLOURS[random.nextInt(7)]));
        }
        return new Scene(Color.WHITE, parts);
    }

    /** A dial whose needle points anywhere within 270 degrees. */
    static Scene gauge(long seed) {
        Random random = new Random(seed);
        Color ink = COLOURS[random.nextInt(6)];
        return new Scene(
                new Color(235, 235, 235),
                List.of(
                        new Part(Form.RING, 32, 32, 52, 0, Color.DARK_GRAY),
                        new Part(Form.NEEDLE, 32, 32, 24, Math.toRadians(135 + 270 * random.nextDouble()), ink)));
    }

    /** Four bars of different heights. */
    static Scene bars(long seed) {
        Random random = new Random(seed);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parts.add(new Part(Form.BAR, 10 + 15 * i, 60, 8 + random.nextInt(45), 0, COLOURS[random.nextInt(7)]));
        }
        return new Scene(Color.WHITE, parts);
    }

    /** The same, each part up to a pixel off in both directions. */
    Scene jittered(long seed) {
        Random random = new Random(seed);
        return new Scene(
                ground,
                parts.stream()
                        .map(part ->
                                part.at(part.x() + 2 * random.nextDouble() - 1, part.y() + 2 * random.nextDouble() - 1))
                        .toList());
    }

    /** The same with another part in the place of one. */
    Scene with(int index, Part part) {
        List<Part> changed = new ArrayList<>(parts);
        changed.set(index, part);
        return new Scene(ground, changed);
    }

    Scene without(int index) {
        List<Part> changed = new ArrayList<>(parts);
        changed.remove(index);
        return new Scene(ground, changed);
    }

    /** A colour of the palette that is not this one. */
    static Color otherThan(Color colour, long seed) {
        Random random = new Random(seed);
        Color other = colour;
        while (other.equals(colour)) {
            other = COLOURS[random.nextInt(7)];
        }
        return other;
    }

    DecodedPicture decoded() {
        return DecodedPicture.of(painted());
    }

    ImageRef encoded() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(painted(), "png", bytes);
            return ImageRef.inline(bytes.toByteArray(), SIZE, SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedImage painted() {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(ground);
        graphics.fillRect(0, 0, SIZE, SIZE);
        parts.forEach(part -> paint(part, graphics));
        graphics.dispose();
        return image;
    }

    private static void paint(Part part, Graphics2D graphics) {
        graphics.setColor(part.colour());
        double half = part.size() / 2;
        switch (part.form()) {
            case CIRCLE ->
                graphics.fill(new Ellipse2D.Double(part.x() - half, part.y() - half, part.size(), part.size()));
            case SQUARE ->
                graphics.fill(new Rectangle2D.Double(part.x() - half, part.y() - half, part.size(), part.size()));
            case TRIANGLE -> {
                Path2D path = new Path2D.Double();
                path.moveTo(part.x(), part.y() - half);
                path.lineTo(part.x() + half, part.y() + half);
                path.lineTo(part.x() - half, part.y() + half);
                path.closePath();
                graphics.fill(path);
            }
            case RING -> {
                graphics.setStroke(new BasicStroke(3));
                graphics.draw(new Ellipse2D.Double(part.x() - half, part.y() - half, part.size(), part.size()));
            }
            case NEEDLE -> {
                graphics.setStroke(new BasicStroke(2.5f));
                graphics.draw(new Line2D.Double(
                        part.x(),
                        part.y(),
                        part.x() + part.size() * Math.cos(part.angle()),
                        part.y() + part.size() * Math.sin(part.angle())));
            }
            case BAR -> graphics.fill(new Rectangle2D.Double(part.x() - 5, part.y() - part.size(), 10, part.size()));
        }
    }
}
