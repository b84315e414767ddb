package io.mindstream.generators.charts;

import io.mindstream.generators.Colour;
import java.util.Comparator;
import java.util.List;

/** What a chart shows. All values are multiples of 5 in 0..100. */
sealed interface ChartScene {
    /** {@code bar chart}, {@code line chart}, {@code pie chart}. */
    String kind();

    /**
     * A bar or a slice.
     *
     * @param colour that no other part of the chart has
     * @param value height of a bar, or share of a slice in per cent
     */
    record Part(Colour colour, int value) {}

    /** A chart of parts that are told apart by their colours; all values differ. */
    sealed interface Parted extends ChartScene {
        List<Part> parts();

        /** {@code bar} or {@code slice}. */
        String part();

        default Part largest() {
            return parts().stream().max(Comparator.comparingInt(Part::value)).orElseThrow();
        }

        default Part smallest() {
            return parts().stream().min(Comparator.comparingInt(Part::value)).orElseThrow();
        }

        default boolean has(Colour colour) {
            return parts().stream().anyMatch(part -> part.colour() == colour);
        }
    }

    /**
     * Bars.
     *
     * @param parts from left to right
     */
    record Bars(List<Part> parts) implements Parted {
        @Override
        public String kind() {
            return "bar chart";
        }

        @Override
        public String part() {
            return "bar";
        }
    }

    /**
     * A pie.
     *
     * @param parts clockwise; they make 100 together
     */
    record Pie(List<Part> parts) implements Parted {
        @Override
        public String kind() {
            return "pie chart";
        }

        @Override
        public String part() {
            return "slice";
        }
    }

    /** How a line develops. */
    enum Trend {
        UP("up"),
        DOWN("down"),
        PEAK("up then down"),
        VALLEY("down then up");

        final String words;

        Trend(String words) {
            this.words = words;
        }
    }

    /**
     * One line.
     *
     * @param values from left to right, at equal distances
     */
    record Line(Colour colour, Trend trend, List<Integer> values) implements ChartScene {
        @Override
        public String kind() {
            return "line chart";
        }

        int start() {
            return values.get(0);
        }

        int end() {
            return values.get(values.size() - 1);
        }

        /** {@code left}, {@code middle} or {@code right}. */
        String peak() {
            return switch (trend) {
                case UP -> "right";
                case DOWN -> "left";
                case PEAK -> "middle";
                case VALLEY -> start() > end() ? "left" : "right";
            };
        }
    }
}
