package io.mindstream.generators.functions;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A graph between -5 and 5 in both directions, and a dot on a crossing of the grid.
 *
 * @param dx how far it was moved to the right
 * @param dy how far it was moved up
 * @param dashed or drawn through
 * @param x of the dot
 * @param y of the dot
 * @param at x of the strip that {@code sight} is about, where it is smeared
 */
record FunctionScene(
        Frame frame,
        Sight sight,
        Form form,
        Place place,
        int dx,
        int dy,
        Colour ink,
        boolean dashed,
        Colour dot,
        int x,
        int y,
        int at)
        implements Scene {
    static final int REACH = 5;

    private static final double EXACT = 1e-6;

    /** The value, NaN where there is none. */
    double value(double x) {
        return form.function().applyAsDouble(x - dx) + dy;
    }

    /** Whether the value there is a whole number that can be seen. */
    boolean whole(int x) {
        return whole(value(x));
    }

    static boolean whole(double value) {
        return Math.abs(value - Math.rint(value)) < EXACT && Math.abs(value) < REACH;
    }

    int wholeValue(int x) {
        return (int) Math.rint(value(x));
    }

    /** All whole x at which the value is a whole number. */
    List<Integer> readable() {
        return IntStream.rangeClosed(1 - REACH, REACH - 1)
                .filter(x -> whole(x))
                .boxed()
                .toList();
    }

    /** How many x in the picture have the value; -1 where that cannot be counted. */
    int solutions(double level) {
        int found = 0;
        int steps = 20;
        for (int i = -REACH * steps; i < REACH * steps; i++) {
            double here = value((double) i / steps) - level;
            double next = value((i + 1.0) / steps) - level;
            if (Math.abs(here) < EXACT) {
                if (Math.abs(next) < EXACT || i == -REACH * steps) {
                    return -1;
                }
                found++;
            } else if (here * next < 0 && Math.abs(next) >= EXACT && Math.abs(here - next) < 1.5) {
                found++;
            }
        }
        return Math.abs(value(REACH) - level) < EXACT ? -1 : found;
    }

    /** {@code above}, {@code below} or {@code on}: where the dot is. */
    String side() {
        double value = value(x);
        return Math.abs(value - y) < EXACT ? "on" : y > value ? "above" : "below";
    }

    /** Rise per unit near x. */
    double slope(double x) {
        return (value(x + 0.2) - value(x - 0.2)) / 0.4;
    }
}
