package io.mindstream.generators;

import io.mindstream.samples.ImageRef;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Turns painting into a picture: one colour model, fixed rendering hints, PNG without metadata, so that the same scene gives the same
 * bytes on every machine.
 */
public final class Painter {
    private static final int MOST_BITS_DROPPED = 5;

    private final int size;

    /**
     * @param size side of the pictures in pixels
     */
    public Painter(int size) {
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** A picture of what {@code painting} paints. */
    public ImageRef paint(Consumer<Graphics2D> painting) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, size, size);
            painting.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return encode(image);
    }

    /**
     * Encodes, fast if the picture can then travel in a record, else as small as PNG goes. One too large even so (shaded flags above 448
     * pixels) loses low bits of its channels until it fits, which nobody sees.
     */
    private static ImageRef encode(BufferedImage image) {
        byte[] bytes = png(image);
        for (int bits = 1; bytes.length > ImageRef.MAX_INLINE && bits <= MOST_BITS_DROPPED; bits++) {
            bytes = small(withoutLowBits(image, bits));
        }
        return ImageRef.inline(bytes, image.getWidth(), image.getHeight());
    }

    /**
     * The same pixels as PNG, encoded fast if the picture can then travel in a record, else as small as PNG goes.
     *
     * @param image of {@link BufferedImage#TYPE_INT_RGB}, no part of another one
     */
    public static byte[] png(BufferedImage image) {
        byte[] bytes = PngEncoder.encode(image);
        return bytes.length > ImageRef.MAX_INLINE ? small(image) : bytes;
    }

    private static BufferedImage withoutLowBits(BufferedImage image, int bits) {
        BufferedImage coarse = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        int keep = 0x010101 * (0xff << bits & 0xff);
        // The high bits fill the low ones, so that white stays white.
        int fill = 0x010101 * ((1 << bits) - 1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y) & 0xffffff;
                coarse.setRGB(x, y, rgb & keep | rgb >> 8 - bits & fill);
            }
        }
        return coarse;
    }

    private static byte[] small(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        // In memory: ImageIO would put a file into the temporary directory for each picture.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
