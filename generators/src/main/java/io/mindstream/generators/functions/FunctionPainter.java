package io.mindstream.generators.functions;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Sight;
import java.awt.Color;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The grid, the axes, the curve and the dot. Without axes nobody can tell where zero is. */
final class FunctionPainter {
    private static final double UNIT = 0.097;
    private static final double EDGE = FunctionScene.REACH;
    private static final double STEP = 0.1;
    private static final double WIDTH = 0.038;

    private static final double[] GRID = IntStream.rangeClosed(-FunctionScene.REACH, FunctionScene.REACH)
            .boxed()
            .flatMapToDouble(i -> DoubleStream.of(x(i), y(-EDGE), x(i), y(EDGE), x(-EDGE), y(i), x(EDGE), y(i)))
            .toArray();

    private final FunctionScene scene;
    private final Pen pen;

    FunctionPainter(FunctionScene scene, Pen pen) {
        this.scene = scene;
        this.pen = pen;
    }

    void paint() {
        pen.ink(Color.WHITE).rect(x(-EDGE), y(EDGE), 2 * EDGE * UNIT, 2 * EDGE * UNIT);
        if (scene.sight() != Sight.MISSING) {
            pen.ink(new Color(200, 205, 215)).lines(0.007, GRID);
            pen.ink(Colour.BLACK).line(x(-EDGE), y(0), x(EDGE), y(0), 0.018).line(x(0), y(-EDGE), x(0), y(EDGE), 0.018);
            pen.text("5", x(4.62), y(-0.25), 0.1).text("5", x(-0.62), y(4.95), 0.1);
        }
        curve();
        pen.ink(Color.WHITE).disc(x(scene.x()), y(scene.y()), 0.047);
        pen.ink(scene.dot()).disc(x(scene.x()), y(scene.y()), 0.038);
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(x(scene.at() - 0.7), y(EDGE), 1.4 * UNIT, 2 * EDGE * UNIT);
        }
    }

    /** Pieces of line between the gaps: of dashes three fifths of a unit with gaps of two fifths, at jumps, and beyond the grid. */
    private void curve() {
        pen.ink(scene.ink());
        int steps = (int) Math.round(2 * EDGE / STEP);
        double[] points = new double[2 * steps + 2];
        int filled = 0;
        double before = Double.NaN;
        for (int i = 0; i <= steps; i++) {
            double at = -EDGE + i * STEP;
            double value = scene.value(at);
            boolean gap = scene.dashed() && Math.floorMod(i, 7) >= 5
                    || !(Math.abs(value) <= EDGE)
                    || scene.form().jumps() && Math.abs(value - before) > 2;
            if (gap && filled > 2) {
                pen.trace(WIDTH, Arrays.copyOf(points, filled));
            }
            if (gap) {
                filled = 0;
            } else {
                points[filled++] = x(at);
                points[filled++] = y(value);
            }
            before = value;
        }
        if (filled > 2) {
            pen.trace(WIDTH, Arrays.copyOf(points, filled));
        }
    }

    private static double x(double x) {
        return 0.5 + UNIT * x;
    }

    private static double y(double y) {
        return 0.5 - UNIT * y;
    }
}
