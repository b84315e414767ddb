package io.mindstream.generators.geometry;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Sight;
import java.awt.Color;

/** The figure with its measures written below and at the left, each beside a line from end to end. */
final class GeometryPainter {
    private static final double X = 0.62;
    private static final double Y = 0.4;
    private static final double REACH = 0.3;
    private static final double END = 0.022;

    private final GeometryScene scene;
    private final Pen pen;

    GeometryPainter(GeometryScene scene, Pen pen) {
        this.scene = scene;
        this.pen = pen;
    }

    void paint() {
        Color ink = scene.ink().color();
        if (scene.filled()) {
            pen.ink(scene.ink().tinted(70)).fill(placed(scene.figure().corners()));
        }
        pen.ink(ink).outline(1.3 * Pen.LINE, placed(scene.figure().corners()));
        scene.figure().inner().forEach(line -> pen.trace(0.8 * Pen.LINE, placed(line)));
        pen.ink(Color.WHITE).disc(X + REACH * scene.x(), Y + REACH * scene.y(), 0.05);
        pen.ink(scene.dot()).disc(X + REACH * scene.x(), Y + REACH * scene.y(), 0.038);
        pen.ink(Colour.BLACK);
        if (scene.sight() != Sight.MISSING) {
            double from = X + REACH * scene.sx() * scene.figure().from();
            double to = X + REACH * scene.sx() * scene.figure().to();
            double y = 0.77;
            pen.line(from, y, to, y, 0.012)
                    .line(from, y - END, from, y + END, 0.012)
                    .line(to, y - END, to, y + END, 0.012);
            pen.text(Integer.toString(scene.across()), (from + to) / 2, 0.82, 1.1 * Pen.PRINT);
            if (scene.sight() == Sight.SMEARED) {
                pen.smear((from + to) / 2 - 0.12, 0.81, 0.24, 0.15);
            }
        }
        if (scene.high() > 0) {
            double x = 0.25;
            double top = Y - REACH * scene.sy();
            double foot = Y + REACH * scene.sy();
            pen.line(x, top, x, foot, 0.012)
                    .line(x - END, top, x + END, top, 0.012)
                    .line(x - END, foot, x + END, foot, 0.012);
            pen.text(Integer.toString(scene.high()), 0.115, Y - 0.06, 1.1 * Pen.PRINT);
        }
    }

    private double[] placed(double[] points) {
        double[] placed = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            placed[i] = X + REACH * scene.sx() * points[i];
            placed[i + 1] = Y + REACH * scene.sy() * points[i + 1];
        }
        return placed;
    }
}
