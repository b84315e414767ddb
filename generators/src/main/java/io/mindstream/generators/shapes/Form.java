package io.mindstream.generators.shapes;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** The shapes that stand in a scene. */
enum Form {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    STAR,
    CROSS,
    DIAMOND;

    /** Outline about (x, y), inside a circle of about {@code radius}. */
    Shape outline(double x, double y, double radius) {
        return switch (this) {
            case CIRCLE -> new Ellipse2D.Double(x - 0.95 * radius, y - 0.95 * radius, 1.9 * radius, 1.9 * radius);
            case SQUARE -> new Rectangle2D.Double(x - 0.85 * radius, y - 0.85 * radius, 1.7 * radius, 1.7 * radius);
            case TRIANGLE -> polygon(x, y, new double[] {0, -radius, radius, 0.85 * radius, -radius, 0.85 * radius});
            case DIAMOND ->
                polygon(x, y, new double[] {0, -1.1 * radius, 0.75 * radius, 0, 0, 1.1 * radius, -0.75 * radius, 0});
            case STAR -> star(x, y, 1.1 * radius, 0.45 * radius);
            case CROSS -> cross(x, y, radius, 0.34 * radius);
        };
    }

    private static Path2D polygon(double x, double y, double[] corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + corners[0], y + corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(x + corners[i], y + corners[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static Path2D star(double x, double y, double outer, double inner) {
        double[] corners = new double[20];
        for (int i = 0; i < 10; i++) {
            double reach = i % 2 == 0 ? outer : inner;
            double angle = Math.PI * i / 5 - Math.PI / 2;
            corners[2 * i] = reach * Math.cos(angle);
            corners[2 * i + 1] = reach * Math.sin(angle);
        }
        return polygon(x, y, corners);
    }

    private static Path2D cross(double x, double y, double arm, double half) {
        return polygon(x, y, new double[] {
            -half, -arm, half, -arm, half, -half, arm, -half, arm, half, half, half, half, arm, -half, arm, -half, half,
            -arm, half, -arm, -half, -half, -half
        });
    }

    String plural() {
        return this == CROSS ? "crosses" : this + "s";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
