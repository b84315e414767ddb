package io.mindstream.generators.topics;

import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Paints in shares of the picture: (0, 0) is its top left corner, (1, 1) its bottom right one. Print is measured by the height of its
 * capitals: {@link #PRINT} is seven pixels of 64.
 */
public final class Pen {
    /** Least height of capitals that can be read at 64 pixels. */
    public static final double PRINT = 0.112;

    /** Width of a line that shows well at 64 pixels. */
    public static final double LINE = 0.024;

    /** Height of a capital of DejaVu, as a part of the font's size. */
    private static final double CAPITAL = 0.729;

    private final Graphics2D graphics;
    private final double size;

    /** Where a text stands, from its x. */
    public enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    Pen(Graphics2D graphics, int size) {
        this.graphics = graphics;
        this.size = size;
    }

    /** Paints ground and marks; what follows is painted in the frame's place and scale. */
    void open(Frame frame) {
        ink(frame.ground().color());
        graphics.fill(new Rectangle2D.Double(0, 0, size, size));
        ink(frame.ground().tinted(-38));
        frame.marks().forEach(mark -> disc(mark.x(), mark.y(), mark.size() / 2));
        graphics.translate((0.5 + frame.dx()) * size, (0.5 + frame.dy()) * size);
        graphics.scale(frame.scale(), frame.scale());
        graphics.translate(-0.5 * size, -0.5 * size);
    }

    /** Paints the specks over all. */
    void close(Frame frame) {
        ink(new Color(90, 90, 90));
        frame.specks().forEach(speck -> rect(speck.x(), speck.y(), speck.size(), speck.size()));
    }

    public Pen ink(Color colour) {
        graphics.setColor(colour);
        return this;
    }

    public Pen ink(Colour colour) {
        return ink(colour.color());
    }

    /** Sets the width of lines, with round ends. */
    private void stroke(double width) {
        graphics.setStroke(new BasicStroke((float) (width * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    public Pen line(double x1, double y1, double x2, double y2, double width) {
        stroke(width);
        graphics.draw(new Line2D.Double(x1 * size, y1 * size, x2 * size, y2 * size));
        return this;
    }

    /** A line of dashes. */
    public Pen dashes(double x1, double y1, double x2, double y2, double width) {
        float dash = (float) (0.045 * size);
        graphics.setStroke(new BasicStroke(
                (float) (width * size), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, dash}, 0));
        graphics.draw(new Line2D.Double(x1 * size, y1 * size, x2 * size, y2 * size));
        return this;
    }

    /** A line with a head at its end. */
    public Pen arrow(double x1, double y1, double x2, double y2, double width) {
        double angle = Math.atan2(y2 - y1, x2 - x1);
        double head = 3.2 * width;
        double bx = x2 - head * Math.cos(angle);
        double by = y2 - head * Math.sin(angle);
        line(x1, y1, bx, by, width);
        double wide = 1.9 * width;
        return fill(
                x2,
                y2,
                bx - wide * Math.sin(angle),
                by + wide * Math.cos(angle),
                bx + wide * Math.sin(angle),
                by - wide * Math.cos(angle));
    }

    public Pen rect(double x, double y, double width, double height) {
        graphics.fill(new Rectangle2D.Double(x * size, y * size, width * size, height * size));
        return this;
    }

    /** The outline of a rectangle. */
    public Pen box(double x, double y, double width, double height, double stroke) {
        stroke(stroke);
        graphics.draw(new Rectangle2D.Double(x * size, y * size, width * size, height * size));
        return this;
    }

    public Pen disc(double x, double y, double radius) {
        graphics.fill(circle(x, y, radius, radius));
        return this;
    }

    public Pen ring(double x, double y, double radius, double stroke) {
        return oval(x, y, radius, radius, stroke);
    }

    /** The outline of an ellipse. */
    public Pen oval(double x, double y, double rx, double ry, double stroke) {
        stroke(stroke);
        graphics.draw(circle(x, y, rx, ry));
        return this;
    }

    private Ellipse2D circle(double x, double y, double rx, double ry) {
        return new Ellipse2D.Double((x - rx) * size, (y - ry) * size, 2 * rx * size, 2 * ry * size);
    }

    /** Part of a circle's line; degrees count against the clock from the right. */
    public Pen arc(double x, double y, double radius, double from, double sweep, double stroke) {
        stroke(stroke);
        graphics.draw(arc(x, y, radius, from, sweep, Arc2D.OPEN));
        return this;
    }

    /** A filled part of a disc. */
    public Pen wedge(double x, double y, double radius, double from, double sweep) {
        graphics.fill(arc(x, y, radius, from, sweep, Arc2D.PIE));
        return this;
    }

    private Arc2D arc(double x, double y, double radius, double from, double sweep, int closed) {
        return new Arc2D.Double(
                (x - radius) * size, (y - radius) * size, 2 * radius * size, 2 * radius * size, from, sweep, closed);
    }

    /** A filled polygon. */
    public Pen fill(double... corners) {
        graphics.fill(path(true, corners));
        return this;
    }

    /** The outline of a polygon. */
    public Pen outline(double stroke, double... corners) {
        stroke(stroke);
        graphics.draw(path(true, corners));
        return this;
    }

    /** Lines from point to point. */
    public Pen trace(double stroke, double... points) {
        stroke(stroke);
        graphics.draw(path(false, points));
        return this;
    }

    /** Many lines at once, each of two points: much quicker than one by one. */
    public Pen lines(double stroke, double... ends) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < ends.length; i += 4) {
            path.moveTo(ends[i] * size, ends[i + 1] * size);
            path.lineTo(ends[i + 2] * size, ends[i + 3] * size);
        }
        stroke(stroke);
        graphics.draw(path);
        return this;
    }

    private Path2D path(boolean closed, double... points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.length; i += 2) {
            if (i == 0) {
                path.moveTo(points[0] * size, points[1] * size);
            } else {
                path.lineTo(points[i] * size, points[i + 1] * size);
            }
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }

    /** Narrow bold print with its capitals between y and y + height, centred at x. */
    public Pen text(String text, double x, double y, double height) {
        return text(Fonts.SANS_CONDENSED_BOLD, text, x, y, height, 1, Align.CENTRE);
    }

    /**
     * Print with its capitals between y and y + height.
     *
     * @param most width; wider text is squeezed
     */
    public Pen text(Fonts font, String text, double x, double y, double height, double most, Align align) {
        Shape outline = font.outline(text, height * size / CAPITAL);
        Rectangle2D ink = outline.getBounds2D();
        double squeeze = Math.min(1, most * size / Math.max(1, ink.getWidth()));
        double width = squeeze * ink.getWidth();
        double left = x * size - (align == Align.LEFT ? 0 : align == Align.CENTRE ? width / 2 : width);
        AffineTransform place = AffineTransform.getTranslateInstance(left, (y + height) * size);
        place.scale(squeeze, 1);
        place.translate(-ink.getX(), 0);
        graphics.fill(place.createTransformedShape(outline));
        return this;
    }

    /** A pictogram in a square about (x, y). */
    public Pen pictogram(Pictogram pictogram, double x, double y, double side) {
        AffineTransform place = AffineTransform.getTranslateInstance((x - side / 2) * size, (y - side / 2) * size);
        place.scale(side * size / Pictogram.BOX, side * size / Pictogram.BOX);
        graphics.fill(place.createTransformedShape(pictogram.outline()));
        return this;
    }

    /** Paints over what stands in the rectangle, so that nobody can read it. */
    public Pen smear(double x, double y, double width, double height) {
        Color before = graphics.getColor();
        ink(new Color(105, 105, 105));
        rect(x, y, width, height);
        ink(new Color(150, 150, 150));
        int strokes = (int) Math.max(3, Math.min(9, Math.round(2.5 * width / height)));
        double[] zigzag = new double[4 * strokes];
        for (int i = 0; i < 2 * strokes; i++) {
            zigzag[2 * i] = x + width * i / (2.0 * strokes - 1);
            zigzag[2 * i + 1] = i % 2 == 0 ? y + 0.1 * height : y + 0.9 * height;
        }
        trace(Math.min(0.2 * height, 0.04), zigzag);
        return ink(before);
    }

    /** Moves and turns what {@code content} paints: its (0, 0) comes to (x, y), its unit is {@code scale}. */
    public Pen at(double x, double y, double scale, double degrees, Runnable content) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x * size, y * size);
        graphics.rotate(Math.toRadians(degrees));
        graphics.scale(scale, scale);
        content.run();
        graphics.setTransform(before);
        return this;
    }
}
