package io.mindstream.generators.charts;

import io.mindstream.generators.Colour;
import io.mindstream.generators.charts.ChartScene.Bars;
import io.mindstream.generators.charts.ChartScene.Line;
import io.mindstream.generators.charts.ChartScene.Part;
import io.mindstream.generators.charts.ChartScene.Pie;
import io.mindstream.generators.charts.ChartScene.Trend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws the figures of charts; what a viewer has to compare differs by enough to be seen in 64 pixels. */
final class ChartDraw {
    private static final int STEP = 5;
    private static final int APART = 10;

    private final RandomGenerator random;

    ChartDraw(RandomGenerator random) {
        this.random = random;
    }

    /** One bar at least above 50 and one below; the number above is drawn first, so that it is spread evenly. */
    Bars bars() {
        int count = random.nextInt(3, 6);
        int above = random.nextInt(1, count);
        while (true) {
            List<Integer> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                values.add(i < above ? steps(55, 100) : steps(10, 45));
            }
            if (apart(values, APART)) {
                return new Bars(parts(shuffled(values)));
            }
        }
    }

    /** Half of the pies have a slice of more than a half. */
    Pie pie() {
        int count = random.nextInt(3, 5);
        // With more slices, or a larger largest one, the others could not all differ.
        boolean over = random.nextBoolean();
        int largest = over ? steps(55, count == 3 ? 70 : 55) : steps(count == 3 ? 45 : 40, 45);
        while (true) {
            List<Integer> shares = new ArrayList<>(List.of(largest));
            int rest = 100 - largest;
            for (int i = 2; i < count; i++) {
                shares.add(steps(10, Math.max(10, Math.min(40, rest - 10))));
                rest -= shares.get(i - 1);
            }
            shares.add(rest);
            List<Integer> sorted = shares.stream().sorted().toList();
            if (sorted.get(0) >= 10
                    && sorted.get(count - 1) == largest
                    && largest - sorted.get(count - 2) >= APART
                    && apart(shares, STEP)) {
                return new Pie(parts(shuffled(shares)));
            }
        }
    }

    Line line() {
        Trend trend = Trend.values()[random.nextInt(Trend.values().length)];
        Colour colour = Colour.THINGS.get(random.nextInt(Colour.THINGS.size()));
        boolean turned = trend == Trend.DOWN || trend == Trend.VALLEY;
        List<Integer> values = new ArrayList<>(trend == Trend.UP || trend == Trend.DOWN ? rising() : peak());
        if (turned) {
            values.replaceAll(value -> 110 - value);
        }
        return new Line(colour, trend, values);
    }

    private List<Integer> rising() {
        while (true) {
            List<Integer> between = List.of(steps(15, 95), steps(15, 95), steps(15, 95));
            List<Integer> values = new ArrayList<>(List.of(steps(10, 40), steps(65, 100)));
            int start = values.get(0);
            int end = values.get(1);
            values.addAll(between);
            values.sort(null);
            if (values.get(0) == start && values.get(4) == end && apart(values, STEP)) {
                return values;
            }
        }
    }

    /** Up to the middle and down again; start and end differ by enough to be compared. */
    private List<Integer> peak() {
        while (true) {
            int top = steps(75, 100);
            int start = steps(10, top - 30);
            int end = steps(10, top - 30);
            if (Math.abs(start - end) >= 15) {
                return List.of(start, between(start, top), top, between(end, top), end);
            }
        }
    }

    private int between(int low, int high) {
        return steps(low + STEP, high - STEP);
    }

    private List<Integer> shuffled(List<Integer> values) {
        List<Integer> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }

    private static boolean apart(List<Integer> values, int least) {
        List<Integer> sorted = values.stream().sorted().toList();
        return IntStream.range(1, sorted.size()).allMatch(i -> sorted.get(i) - sorted.get(i - 1) >= least);
    }

    private List<Part> parts(List<Integer> values) {
        List<Colour> colours = new ArrayList<>(Colour.THINGS);
        Collections.shuffle(colours, new Random(random.nextLong()));
        return IntStream.range(0, values.size())
                .mapToObj(i -> new Part(colours.get(i), values.get(i)))
                .toList();
    }

    private int steps(int from, int to) {
        return STEP * random.nextInt(from / STEP, to / STEP + 1);
    }
}
