package io.mindstream.generators.automotive;

import io.mindstream.generators.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** Paints an instrument cluster; all lengths are shares of the picture's side. */
final class ClusterPainter {
    private static final Color[] PANELS = {new Color(0x0c0e12), new Color(0x14202c), new Color(0x1e1714)};
    private static final Color[] FIGURES = {Color.WHITE, new Color(0xd7f3ff), new Color(0xffe2b8)};
    private static final Color DARK = new Color(0x3a4048);
    private static final Color RED = new Color(0xff3030);
    private static final Color NEEDLE = new Color(0xff7a1a);

    /** Scales begin at the lower left, 225 degrees, and sweep clockwise over 270. */
    private static final double FIRST = 225;

    private static final double SWEEP = 270;

    /** Smaller pictures have no room for figures on the dials. */
    private static final int FIGURES_FROM = 128;

    private final Light pump;
    private final Light thermometer;

    /**
     * @param pump sign of the fuel gauge
     * @param thermometer sign of the temperature gauge
     */
    ClusterPainter(Light pump, Light thermometer) {
        this.pump = pump;
        this.thermometer = thermometer;
    }

    void paint(ClusterScene scene, Graphics2D graphics, int size) {
        graphics.setColor(PANELS[scene.look()]);
        graphics.fillRect(0, 0, size, size);
        Color figures = FIGURES[scene.look()];
        if (scene.digital()) {
            digital(scene, graphics, size, figures);
        } else {
            dial(graphics, size, figures, 0.265, scene.speed() / (double) ClusterScene.TOP_SPEED, 20, 1.1, 40);
            double red = ClusterScene.RED_REVS / (double) ClusterScene.TOP_REVS;
            dial(graphics, size, figures, 0.735, scene.revs() / (double) ClusterScene.TOP_REVS, 8, red, 1);
        }
        bar(graphics, size, 0.05, scene.fuel(), scene.fuel() <= 1 ? new Color(0xffb000) : new Color(0x47d35a));
        pump.paint(graphics, figures, 0.19 * size, 0.73 * size, 0.2 * size);
        int level = scene.temperature().ordinal() * 3 / 2 + 1;
        Color[] heat = {new Color(0x3d8bff), new Color(0x47d35a), RED};
        bar(graphics, size, 0.67, level, heat[scene.temperature().ordinal()]);
        thermometer.paint(graphics, figures, 0.81 * size, 0.73 * size, 0.2 * size);
        graphics.setColor(figures);
        Fonts.SANS_BOLD.fitted(
                graphics, scene.gear(), new Rectangle2D.Double(0.43 * size, 0.82 * size, 0.14 * size, 0.15 * size));
        scene.light()
                .ifPresent(
                        light -> light.paint(graphics, light.severity().light(), 0.5 * size, 0.69 * size, 0.26 * size));
    }

    private static void digital(ClusterScene scene, Graphics2D graphics, int size, Color figures) {
        double width = 0.92 / ClusterScene.TOP_REVS;
        for (int i = 0; i < ClusterScene.TOP_REVS; i++) {
            boolean on = i < scene.revs();
            graphics.setColor(i >= ClusterScene.RED_REVS ? on ? RED : new Color(0x5a1c1c) : on ? figures : DARK);
            graphics.fill(
                    new Rectangle2D.Double((0.04 + i * width) * size, 0.04 * size, 0.8 * width * size, 0.09 * size));
        }
        graphics.setColor(figures);
        String speed = Integer.toString(scene.speed());
        double room = speed.length() * 0.18;
        Fonts.SANS_BOLD.fitted(
                graphics, speed, new Rectangle2D.Double((0.58 - room) * size, 0.2 * size, room * size, 0.32 * size));
        if (scene.signed()) {
            double x = 0.8 * size;
            double y = 0.36 * size;
            disc(graphics, RED, x, y, 0.185 * size);
            disc(graphics, Color.WHITE, x, y, 0.145 * size);
            graphics.setColor(Color.BLACK);
            Fonts.SANS_CONDENSED_BOLD.fitted(
                    graphics,
                    Integer.toString(scene.limit()),
                    new Rectangle2D.Double(x - 0.115 * size, y - 0.08 * size, 0.23 * size, 0.16 * size));
        }
    }

    private static void disc(Graphics2D graphics, Color colour, double x, double y, double radius) {
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /**
     * A dial with a needle.
     *
     * @param red share of the scale from which on it is red
     * @param labelled units between figures
     */
    private static void dial(
            Graphics2D graphics,
            int size,
            Color figures,
            double middle,
            double value,
            int ticks,
            double red,
            int labelled) {
        double x = middle * size;
        double y = 0.3 * size;
        double radius = 0.222 * size;
        Arc2D scale = new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, FIRST, -SWEEP, Arc2D.OPEN);
        graphics.setStroke(stroke(0.02 * size));
        graphics.setColor(figures);
        graphics.draw(scale);
        if (red < 1) {
            graphics.setColor(RED);
            graphics.setStroke(stroke(0.04 * size));
            scale.setAngleStart(FIRST - red * SWEEP);
            scale.setAngleExtent(-(1 - red) * SWEEP);
            graphics.draw(scale);
        }
        graphics.setColor(figures);
        boolean speed = labelled > 1;
        for (int tick = 0; tick <= ticks; tick++) {
            boolean major = !speed || tick % 4 == 0;
            graphics.setStroke(stroke((major ? 0.014 : 0.007) * size));
            graphics.draw(ray(x, y, radius * (major ? 0.8 : 0.88), radius, tick / (double) ticks));
            if (major && size >= FIGURES_FROM) {
                double at = Math.toRadians(FIRST - SWEEP * tick / ticks);
                Fonts.SANS.centred(
                        graphics,
                        Integer.toString(speed ? tick * 10 : tick),
                        0.032 * size,
                        x + Math.cos(at) * radius * 0.64,
                        y - Math.sin(at) * radius * 0.64);
            }
        }
        graphics.setColor(NEEDLE);
        graphics.setStroke(stroke(0.028 * size));
        graphics.draw(ray(x, y, 0, radius * 0.86, value));
        disc(graphics, NEEDLE, x, y, 0.035 * size);
    }

    private static Line2D ray(double x, double y, double from, double to, double share) {
        double at = Math.toRadians(FIRST - SWEEP * share);
        return new Line2D.Double(
                x + Math.cos(at) * from, y - Math.sin(at) * from, x + Math.cos(at) * to, y - Math.sin(at) * to);
    }

    private static BasicStroke stroke(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    /** Four segments, as many lit as the level says. */
    private static void bar(Graphics2D graphics, int size, double left, int level, Color colour) {
        for (int i = 0; i < 4; i++) {
            graphics.setColor(i < level ? colour : DARK);
            graphics.fill(new Rectangle2D.Double((left + i * 0.072) * size, 0.86 * size, 0.058 * size, 0.09 * size));
        }
    }
}
