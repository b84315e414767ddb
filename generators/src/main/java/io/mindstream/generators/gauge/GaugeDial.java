package io.mindstream.generators.gauge;

import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** Paints a dial: scale from the lower left over the top to the lower right, red beyond the limit, a needle, the unit below the hub. */
final class GaugeDial {
    private static final double SWEEP = 270;
    private static final int TICKS = 10;

    private final GaugeScene scene;
    private final Graphics2D graphics;
    private final double size;

    GaugeDial(GaugeScene scene, Graphics2D graphics, int size) {
        this.scene = scene;
        this.graphics = graphics;
        this.size = size;
    }

    void paint() {
        Color ink = scene.face() == Colour.BLACK ? Color.WHITE : Color.BLACK;
        graphics.setColor(new Color(120, 125, 130));
        graphics.fill(circle(0.49));
        graphics.setColor(scene.face().color());
        graphics.fill(circle(0.465));

        band(0, scene.limit(), ink, 0.022);
        band(scene.limit(), scene.quantity().end, Colour.RED.color(), 0.075);
        graphics.setColor(ink);
        for (int tick = 0; tick <= TICKS; tick++) {
            boolean major = tick % 5 == 0;
            stroke(major ? 0.03 : 0.016);
            graphics.draw(ray((double) tick / TICKS, major ? 0.32 : 0.36, 0.43));
        }
        double text = size * (scene.quantity().unit.length() > 3 ? 0.13 : 0.15);
        Fonts.SANS_BOLD.centred(graphics, scene.quantity().unit, text, size / 2, size * 0.75);
        Fonts.SANS_CONDENSED_BOLD.centred(
                graphics, Integer.toString(scene.quantity().end), size * 0.1, size * 0.5, size * 0.89);
        needle();
    }

    private void needle() {
        double part = (double) scene.value() / scene.quantity().end;
        double x = Math.cos(angle(part));
        double y = -Math.sin(angle(part));
        double hub = 0.042 * size;
        Path2D needle = new Path2D.Double();
        needle.moveTo(size / 2 + x * 0.4 * size, size / 2 + y * 0.4 * size);
        needle.lineTo(size / 2 - y * hub, size / 2 + x * hub);
        needle.lineTo(size / 2 + y * hub, size / 2 - x * hub);
        needle.closePath();
        graphics.setColor(scene.needle().color());
        graphics.fill(needle);
        stroke(0.014);
        graphics.draw(needle);
        graphics.fill(circle(0.065));
    }

    private void band(double from, double to, Color colour, double width) {
        double end = scene.quantity().end;
        double start = Math.toDegrees(angle(from / end));
        double radius = (0.43 - width / 2) * size;
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) (width * size), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(new Arc2D.Double(
                size / 2 - radius,
                size / 2 - radius,
                2 * radius,
                2 * radius,
                start,
                -SWEEP * (to - from) / end,
                Arc2D.OPEN));
    }

    private void stroke(double width) {
        graphics.setStroke(new BasicStroke((float) (width * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    /** Direction of a part of the scale, mathematically positive, in radians. */
    private double angle(double part) {
        return Math.toRadians(225 - SWEEP * part + scene.turn());
    }

    private Line2D ray(double part, double from, double to) {
        double x = Math.cos(angle(part)) * size;
        double y = -Math.sin(angle(part)) * size;
        return new Line2D.Double(size / 2 + x * from, size / 2 + y * from, size / 2 + x * to, size / 2 + y * to);
    }

    private Ellipse2D circle(double radius) {
        return new Ellipse2D.Double((0.5 - radius) * size, (0.5 - radius) * size, 2 * radius * size, 2 * radius * size);
    }
}
