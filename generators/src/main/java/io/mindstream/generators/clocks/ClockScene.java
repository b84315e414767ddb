package io.mindstream.generators.clocks;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import java.util.List;

/**
 * A clock.
 *
 * @param hour 0..23; a clock with hands shows AM or PM below
 * @param moment where the minutes stand
 * @param rim colour of the case
 * @param ink colour of hands or digits
 */
record ClockScene(Frame frame, Sight sight, Make make, int hour, Moment moment, Colour rim, Colour ink)
        implements Scene {
    private static final List<String> NUMBERS =
            List.of("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven");

    int minute() {
        return moment.minute();
    }

    boolean digital() {
        return make.digital();
    }

    /** Minutes since midnight. */
    int minutes() {
        return 60 * hour + minute();
    }

    /** The time so many minutes later, as this clock shows it: of 24 hours with digits, of 12 with hands. */
    String after(int minutes) {
        int then = Math.floorMod(minutes() + minutes, 24 * 60);
        return digital() ? of24(then) : of12(then);
    }

    /** For example {@code 3:15}. */
    String time() {
        return after(0);
    }

    private static String time(int hour, int minute) {
        return hour + (minute < 10 ? ":0" : ":") + minute;
    }

    static String of24(int minutes) {
        return time(minutes / 60, minutes % 60);
    }

    static String of12(int minutes) {
        return time(twelve(minutes / 60), minutes % 60);
    }

    /** 1..12 */
    static int twelve(int hour) {
        return hour % 12 == 0 ? 12 : hour % 12;
    }

    /** For example {@code quarter past three}. */
    String words() {
        int named = minute() > 30 ? hour + 1 : hour;
        return moment.words.replace("{}", NUMBERS.get(named % 12));
    }

    String half() {
        return hour < 12 ? "AM" : "PM";
    }

    /** The hour as this clock shows it. */
    int shownHour() {
        return digital() ? hour : twelve(hour);
    }
}
