package io.mindstream.generators;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The fonts that pictures are drawn with: DejaVu as it comes with jasperreports-fonts, never the system's, so that the same text gives
 * the same pixels everywhere and machines without fonts can draw. Text is filled as outlines, which leaves hinting and the platform's
 * glyph cache out of it.
 */
public enum Fonts {
    SANS("DejaVuSans"),
    SANS_BOLD("DejaVuSans-Bold"),
    SANS_CONDENSED_BOLD("DejaVuSansCondensed-Bold"),
    MONO_BOLD("DejaVuSansMono-Bold"),
    SERIF_BOLD("DejaVuSerif-Bold");

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);

    private final Font font;

    Fonts(String file) {
        this.font = load(FOLDER + file + ".ttf");
    }

    private static Font load(String resource) {
        try (InputStream in = Fonts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": not on the class path; jasperreports-fonts has it");
            }
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException e) {
            throw new IllegalStateException(resource + ": no TrueType font", e);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + ": cannot be read", e);
        }
    }

    /** The font at a height in pixels, for libraries that draw their text themselves. */
    public Font at(double pixels) {
        return font.deriveFont((float) pixels);
    }

    /** Outline of a text whose baseline starts at the origin. */
    public Shape outline(String text, double pixels) {
        return at(pixels).createGlyphVector(UNHINTED, text).getOutline();
    }

    /** Fills the text in the graphics' colour with the middle of its ink at (x, y). */
    public void centred(Graphics2D graphics, String text, double pixels, double x, double y) {
        Shape outline = outline(text, pixels);
        Rectangle2D ink = outline.getBounds2D();
        graphics.fill(AffineTransform.getTranslateInstance(x - ink.getCenterX(), y - ink.getCenterY())
                .createTransformedShape(outline));
    }

    /** Fills the text as large as it goes into the box, centred, in the graphics' colour. */
    public void fitted(Graphics2D graphics, String text, Rectangle2D box) {
        Shape outline = outline(text, 100);
        Rectangle2D ink = outline.getBounds2D();
        double scale = Math.min(box.getWidth() / ink.getWidth(), box.getHeight() / ink.getHeight());
        AffineTransform place = AffineTransform.getTranslateInstance(box.getCenterX(), box.getCenterY());
        place.scale(scale, scale);
        place.translate(-ink.getCenterX(), -ink.getCenterY());
        graphics.fill(place.createTransformedShape(outline));
    }
}
