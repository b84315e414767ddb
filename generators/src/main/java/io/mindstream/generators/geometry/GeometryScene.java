package io.mindstream.generators.geometry;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import java.awt.geom.Path2D;

/**
 * A measured figure and a dot.
 *
 * @param across measure below it; what {@code sight} is about
 * @param high its height; 0 where none is written
 * @param ink of the figure
 * @param filled or in outline
 * @param dot colour of the dot
 * @param x of the dot in the figure's square
 * @param y of the dot
 */
record GeometryScene(
        Frame frame,
        Sight sight,
        Figure figure,
        int across,
        int high,
        Colour ink,
        boolean filled,
        Colour dot,
        double x,
        double y)
        implements Scene {
    /** How far the outline reaches to the right of the middle, at most 1. */
    double sx() {
        return high == 0 ? 1 : (double) across / Math.max(across, high);
    }

    double sy() {
        return high == 0 ? 1 : (double) high / Math.max(across, high);
    }

    boolean inside() {
        return inside(figure, sx(), sy(), x, y);
    }

    static boolean inside(Figure figure, double sx, double sy, double x, double y) {
        Path2D path = new Path2D.Double();
        double[] corners = figure.corners();
        for (int i = 0; i < corners.length; i += 2) {
            if (i == 0) {
                path.moveTo(corners[0] * sx, corners[1] * sy);
            } else {
                path.lineTo(corners[i] * sx, corners[i + 1] * sy);
            }
        }
        path.closePath();
        return path.contains(x, y);
    }
}
