package io.mindstream.generators.tables;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import java.util.Comparator;
import java.util.List;

/**
 * A table of two to four rows.
 *
 * @param rows from top to bottom; all values differ
 * @param hidden row whose number {@code sight} is about
 * @param band colour of the heading
 * @param ink colour of the ticks and crosses
 */
record TableScene(Frame frame, Sight sight, Column column, List<Row> rows, int hidden, Colour band, Colour ink)
        implements Scene {
    /**
     * A row.
     *
     * @param ticked or crossed
     */
    record Row(String name, int value, boolean ticked) {}

    /** Rows from the largest number to the smallest. */
    List<Row> sorted() {
        return rows.stream()
                .sorted(Comparator.comparingInt(Row::value).reversed())
                .toList();
    }

    List<Row> ticked() {
        return rows.stream().filter(Row::ticked).toList();
    }

    /** {@code rise}, {@code fall} or {@code neither}, from top to bottom. */
    String trend() {
        boolean rise = true;
        boolean fall = true;
        for (int i = 1; i < rows.size(); i++) {
            boolean more = rows.get(i).value() > rows.get(i - 1).value();
            rise &= more;
            fall &= !more;
        }
        return rise ? "rise" : fall ? "fall" : "neither";
    }
}
