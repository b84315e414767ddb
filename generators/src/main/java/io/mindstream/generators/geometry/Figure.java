package io.mindstream.generators.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A figure in the square from (-1, -1) to (1, 1), y downwards. It is stretched to the measures that are written beside it.
 *
 * @param name as people say it: {@code right triangle}
 * @param group second level of its label: {@code triangles}
 * @param corners of the outline, x and y in turn; many for a round one
 * @param points corners that one counts; none of a circle
 * @param rightAngles of them
 * @param axes of symmetry whatever the measures; -1 where nobody would count them
 * @param across what the measure below it is called: {@code width}, {@code base}, {@code side}, {@code diameter}
 * @param from where that measure begins
 * @param to where it ends
 * @param high whether its height is written too, and it is stretched; else it keeps its proportions
 * @param around how the perimeter comes of side or width and height
 * @param filled how the area comes of them
 * @param inner lines inside, each of points: the hidden edges of a solid, say
 */
record Figure(
        String name,
        String group,
        double[] corners,
        int points,
        int rightAngles,
        int axes,
        String across,
        double from,
        double to,
        boolean high,
        Around around,
        Filled filled,
        List<double[]> inner) {
    /** How a perimeter is worked out. */
    enum Around {
        UNKNOWN,
        /** So many times the side as there are corners. */
        SIDES,
        /** Twice width and height: of all that has only level and upright sides and no bay. */
        BOX
    }

    /** How an area is worked out. */
    enum Filled {
        UNKNOWN,
        WHOLE,
        HALF,
        SQUARE
    }

    static final List<Figure> ALL = all();

    private static List<Figure> all() {
        List<Figure> all = new ArrayList<>();
        // Triangles: base and height.
        all.add(high("right triangle", "triangles", 1, 0, "base", Filled.HALF, -1, -1, -1, 1, 1, 1));
        all.add(high("isosceles triangle", "triangles", 0, 1, "base", Filled.HALF, 0, -1, 1, 1, -1, 1));
        all.add(high("obtuse triangle", "triangles", 0, 0, "base", Filled.HALF, 1, -1, 0, 1, -1, 1)
                .spanning(-1, 0));
        all.add(high("scalene triangle", "triangles", 0, 0, "base", Filled.HALF, 0.45, -1, 1, 1, -1, 1));
        all.add(regular("equilateral triangle", "triangles", 3));
        // Quadrilaterals.
        all.add(even("square", "quadrilaterals", 4, 4, Filled.SQUARE, -1, -1, 1, -1, 1, 1, -1, 1));
        all.add(box("rectangle", "quadrilaterals", 4, 2, Filled.WHOLE, -1, -1, 1, -1, 1, 1, -1, 1));
        all.add(high("parallelogram", "quadrilaterals", 0, 0, "base", Filled.WHOLE, -0.4, -1, 1, -1, 0.4, 1, -1, 1)
                .spanning(-1, 0.4));
        all.add(high("rhombus", "quadrilaterals", 0, 2, "width", Filled.HALF, 0, -1, 1, 0, 0, 1, -1, 0));
        all.add(high("kite", "quadrilaterals", 0, 1, "width", Filled.HALF, 0, -1, 1, -0.35, 0, 1, -1, -0.35));
        all.add(high(
                "isosceles trapezium", "quadrilaterals", 0, 1, "base", Filled.UNKNOWN, -0.5, -1, 0.5, -1, 1, 1, -1, 1));
        all.add(high("right trapezium", "quadrilaterals", 2, 0, "base", Filled.UNKNOWN, -1, -1, 0.25, -1, 1, 1, -1, 1));
        all.add(high("dart", "quadrilaterals", 0, 1, "width", Filled.UNKNOWN, 0, -1, 1, 1, 0, 0.3, -1, 1));
        // Polygons with equal sides, and others.
        String[] names = {"pentagon", "hexagon", "heptagon", "octagon", "nonagon", "decagon"};
        for (int i = 0; i < names.length; i++) {
            all.add(regular(names[i], "polygons", 5 + i));
        }
        for (int tips : new int[] {4, 5, 6, 8}) {
            String[] number = {"", "", "", "", "four", "five", "six", "", "eight"};
            all.add(star(number[tips] + "-pointed star", tips));
        }
        // Composite outlines with level and upright sides.
        all.add(box("l-shape", "composites", 5, 0, Filled.UNKNOWN, -1, -1, -0.1, -1, -0.1, 0.1, 1, 0.1, 1, 1, -1, 1));
        all.add(box(
                "t-shape",
                "composites",
                6,
                1,
                Filled.UNKNOWN,
                -1,
                -1,
                1,
                -1,
                1,
                -0.3,
                0.35,
                -0.3,
                0.35,
                1,
                -0.35,
                1,
                -0.35,
                -0.3,
                -1,
                -0.3));
        all.add(box(
                "plus",
                "composites",
                8,
                2,
                Filled.UNKNOWN,
                -0.35,
                -1,
                0.35,
                -1,
                0.35,
                -0.35,
                1,
                -0.35,
                1,
                0.35,
                0.35,
                0.35,
                0.35,
                1,
                -0.35,
                1,
                -0.35,
                0.35,
                -1,
                0.35,
                -1,
                -0.35,
                -0.35,
                -0.35));
        all.add(box(
                "staircase",
                "composites",
                6,
                0,
                Filled.UNKNOWN,
                -1,
                -1,
                -0.35,
                -1,
                -0.35,
                -0.35,
                0.3,
                -0.35,
                0.3,
                0.3,
                1,
                0.3,
                1,
                1,
                -1,
                1));
        all.add(box(
                "z-shape",
                "composites",
                6,
                0,
                Filled.UNKNOWN,
                -1,
                -1,
                0.3,
                -1,
                0.3,
                -0.1,
                1,
                -0.1,
                1,
                1,
                -0.3,
                1,
                -0.3,
                0.1,
                -1,
                0.1));
        all.add(high(
                "u-shape",
                "composites",
                6,
                1,
                "width",
                Filled.UNKNOWN,
                -1,
                -1,
                -0.4,
                -1,
                -0.4,
                0.3,
                0.4,
                0.3,
                0.4,
                -1,
                1,
                -1,
                1,
                1,
                -1,
                1));
        all.add(high(
                "h-shape",
                "composites",
                8,
                2,
                "width",
                Filled.UNKNOWN,
                -1,
                -1,
                -0.4,
                -1,
                -0.4,
                -0.3,
                0.4,
                -0.3,
                0.4,
                -1,
                1,
                -1,
                1,
                1,
                0.4,
                1,
                0.4,
                0.3,
                -0.4,
                0.3,
                -0.4,
                1,
                -1,
                1));
        all.add(high("house", "composites", 2, 1, "width", Filled.UNKNOWN, 0, -1, 1, -0.1, 1, 1, -1, 1, -1, -0.1));
        all.add(high(
                "arrow",
                "composites",
                2,
                1,
                "width",
                Filled.UNKNOWN,
                0,
                -1,
                1,
                0,
                0.4,
                0,
                0.4,
                1,
                -0.4,
                1,
                -0.4,
                0,
                -1,
                0));
        all.add(high(
                "chevron", "composites", 0, 1, "width", Filled.UNKNOWN, -1, -1, 0.1, -1, 1, 0, 0.1, 1, -1, 1, -0.1, 0));
        all.add(high(
                "hourglass",
                "composites",
                0,
                2,
                "width",
                Filled.UNKNOWN,
                -1,
                -1,
                1,
                -1,
                0.12,
                0,
                1,
                1,
                -1,
                1,
                -0.12,
                0));
        all.add(high("flag", "composites", 2, 1, "width", Filled.UNKNOWN, -1, -1, 1, -1, 0.4, 0, 1, 1, -1, 1));
        // Round ones.
        all.add(round("circle", -1, "diameter", false, 0, 0, arc(0, 0, 1, 1, 0, 360)));
        all.add(round("ellipse", 2, "width", true, 0, 0, arc(0, 0, 1, 1, 0, 360)));
        all.add(round("semicircle", 1, "diameter", false, 2, 0, arc(0, 0.5, 1, 1, 0, 180)));
        all.add(round("quarter circle", 1, "radius", false, 3, 1, join(arc(-1, 1, 2, 2, 0, 90), -1, 1)));
        all.add(round("three-quarter circle", 1, "diameter", false, 3, 1, join(arc(0, 0, 1, 1, 90, 270), 0, 0)));
        all.add(round(
                "oval track",
                2,
                "width",
                true,
                0,
                0,
                join(arc(0.4, 0, 0.6, 1, -90, 180), arc(-0.4, 0, 0.6, 1, 90, 180))));
        all.add(round("drop", 1, "width", true, 1, 0, join(arc(0, 0.3, 1, 0.7, 160, 220), 0, -1)));
        all.add(round(
                "lens",
                2,
                "width",
                true,
                2,
                0,
                join(arc(0, 0.889, 1.133, 1.889, 28, 124), arc(0, -0.889, 1.133, 1.889, 208, 124))));
        all.add(round(
                "crescent",
                1,
                "width",
                true,
                2,
                0,
                join(arc(0.2, 0, 1.2, 1, 60, 240), reverse(arc(0.75, 0, 0.95, 0.92, 96, 168)))));
        all.add(round(
                "heart",
                1,
                "width",
                true,
                1,
                0,
                join(arc(-0.5, -0.5, 0.5, 0.5, 180, -180), arc(0.5, -0.5, 0.5, 0.5, 180, -180), 0, 1)));
        all.add(round("arch", 1, "width", true, 2, 2, join(arc(0, 0, 1, 1, 0, 180), -1, 1, 1, 1)));
        // Solids, drawn aslant.
        all.add(solid(
                "cube",
                8,
                false,
                "side",
                -1,
                0.3,
                p(-1, -0.3, -0.3, -1, 1, -1, 1, 0.3, 0.3, 1, -1, 1),
                p(-1, -0.3, 0.3, -0.3, 0.3, 1),
                p(0.3, -0.3, 1, -1)));
        all.add(solid(
                "cuboid",
                8,
                true,
                "width",
                -1,
                0.5,
                p(-1, -0.6, -0.5, -1, 1, -1, 1, 0.6, 0.5, 1, -1, 1),
                p(-1, -0.6, 0.5, -0.6, 0.5, 1),
                p(0.5, -0.6, 1, -1)));
        all.add(solid(
                "cylinder",
                0,
                true,
                "width",
                -1,
                1,
                join(arc(0, -0.75, 1, 0.25, 0, 180), arc(0, 0.75, 1, 0.25, 180, 180)),
                arc(0, -0.75, 1, 0.25, 180, 180)));
        all.add(solid(
                "cone",
                1,
                true,
                "width",
                -1,
                1,
                join(arc(0, 0.75, 1, 0.25, 180, 180), 0, -1),
                arc(0, 0.75, 1, 0.25, 0, 180)));
        all.add(solid("pyramid", 5, true, "width", -1, 0.5, p(-0.1, -1, 1, 0.55, 0.5, 1, -1, 1), p(-0.1, -1, 0.5, 1)));
        all.add(solid("tetrahedron", 4, true, "width", -1, 1, p(0.1, -1, 1, 0.5, 0.2, 1, -1, 0.6), p(0.1, -1, 0.2, 1)));
        all.add(solid(
                "triangular prism",
                6,
                true,
                "width",
                -1,
                0.4,
                p(-0.3, -0.6, 0.4, -1, 1, 0.6, 0.4, 1, -1, 1),
                p(-0.3, -0.6, 0.4, 1)));
        all.add(solid("sphere", 0, false, "diameter", -1, 1, arc(0, 0, 1, 1, 0, 360), arc(0, 0, 1, 0.3, 180, 180)));
        return List.copyOf(all);
    }

    boolean solid() {
        return group.equals("solids");
    }

    private Figure spanning(double from, double to) {
        return new Figure(
                name, group, corners, points, rightAngles, axes, across, from, to, high, around, filled, inner);
    }

    private static Figure high(
            String name, String group, int right, int axes, String across, Filled filled, double... corners) {
        return flat(name, group, right, axes, across, true, Around.UNKNOWN, filled, corners);
    }

    private static Figure box(String name, String group, int right, int axes, Filled filled, double... corners) {
        return flat(name, group, right, axes, "width", true, Around.BOX, filled, corners);
    }

    private static Figure even(String name, String group, int right, int axes, Filled filled, double... corners) {
        return flat(name, group, right, axes, "side", false, Around.SIDES, filled, corners);
    }

    private static Figure flat(
            String name,
            String group,
            int right,
            int axes,
            String across,
            boolean high,
            Around around,
            Filled filled,
            double... corners) {
        return new Figure(
                name, group, corners, corners.length / 2, right, axes, across, -1, 1, high, around, filled, List.of());
    }

    /** With a level side below. */
    private static Figure regular(String name, String group, int sides) {
        double[] corners = around(sides, 0, 1);
        return even(name, group, 0, sides, Filled.UNKNOWN, corners)
                .spanning(-Math.sin(Math.PI / sides), Math.sin(Math.PI / sides));
    }

    private static double[] around(int sides, double turn, double radius) {
        return IntStream.range(0, sides)
                .mapToDouble(i -> Math.PI / 2 - Math.PI / sides + turn + 2 * Math.PI * i / sides)
                .flatMap(angle -> DoubleStream.of(radius * Math.cos(angle), radius * Math.sin(angle)))
                .toArray();
    }

    private static Figure star(String name, int tips) {
        double[] corners = IntStream.range(0, 2 * tips)
                .boxed()
                .flatMapToDouble(i -> {
                    double reach = i % 2 == 0 ? 1 : 0.45;
                    double angle = Math.PI * i / tips - Math.PI / 2;
                    return DoubleStream.of(reach * Math.cos(angle), reach * Math.sin(angle));
                })
                .toArray();
        return high(name, "polygons", 0, tips, "width", Filled.UNKNOWN, corners).still();
    }

    private Figure still() {
        return new Figure(
                name, group, corners, points, rightAngles, axes, across, from, to, false, around, filled, inner);
    }

    private static Figure round(
            String name, int axes, String across, boolean high, int points, int right, double[] outline) {
        return new Figure(
                name,
                "round",
                outline,
                points,
                right,
                axes,
                across,
                -1,
                1,
                high,
                Around.UNKNOWN,
                Filled.UNKNOWN,
                List.of());
    }

    private static Figure solid(
            String name,
            int points,
            boolean high,
            String across,
            double from,
            double to,
            double[] outline,
            double[]... inner) {
        return new Figure(
                name,
                "solids",
                outline,
                points,
                0,
                -1,
                across,
                from,
                to,
                high,
                Around.UNKNOWN,
                Filled.UNKNOWN,
                List.of(inner));
    }

    private static double[] p(double... points) {
        return points;
    }

    private static double[] arc(double x, double y, double rx, double ry, double from, double sweep) {
        return IntStream.rangeClosed(0, 36)
                .mapToDouble(i -> Math.toRadians(from + sweep * i / 36))
                .flatMap(angle -> DoubleStream.of(x + rx * Math.cos(angle), y - ry * Math.sin(angle)))
                .toArray();
    }

    private static double[] reverse(double[] points) {
        double[] reversed = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            reversed[i] = points[points.length - 2 - i];
            reversed[i + 1] = points[points.length - 1 - i];
        }
        return reversed;
    }

    private static double[] join(double[] one, double... other) {
        return DoubleStream.concat(DoubleStream.of(one), DoubleStream.of(other)).toArray();
    }

    private static double[] join(double[] one, double[] other, double... last) {
        return join(join(one, other), last);
    }
}
