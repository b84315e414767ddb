package io.mindstream.generators.receipts;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import java.util.List;

/**
 * A receipt of two or three lines.
 *
 * @param good the topic; bought in the line {@code asked}
 * @param name of the shop
 * @param day of the month, with the month what {@code sight} is about
 * @param lines all prices differ
 * @param asked index of the topic's line
 * @param band colour of the head
 * @param ink colour of the total
 */
record ReceiptScene(
        Frame frame,
        Sight sight,
        Good good,
        String name,
        int day,
        String month,
        List<Line> lines,
        int asked,
        Colour band,
        Colour ink)
        implements Scene {
    /**
     * What was bought.
     *
     * @param count how many of it
     * @param each price of one
     */
    record Line(String name, int count, int each) {
        int price() {
            return count * each;
        }
    }

    int total() {
        return lines.stream().mapToInt(Line::price).sum();
    }

    Line line() {
        return lines.get(asked);
    }
}
