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

/**
 * Turns painting into a picture: one colour model, fixed rendering hints, PNG without metadata, so that the same scene gives the same
 * bytes on every machine.
 */
public final class Painter {
    private final int size;

    /**
     * @param size side of the pictures in pixels
     */
    public Painter(int size) {
        ImageIO.setUseCache(false);
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

    private static ImageRef encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ImageRef.inline(bytes.toByteArray(), image.getWidth(), image.getHeight());
    }
}
