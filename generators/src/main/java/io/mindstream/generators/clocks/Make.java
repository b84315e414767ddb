package io.mindstream.generators.clocks;

import java.util.Locale;

/** How a clock is made: second level of its label. */
enum Make {
    ARABIC("wall clock with Arabic numerals", "Arabic numerals"),
    ROMAN("wall clock with Roman numerals", "Roman numerals"),
    TICKS("plain clock with ticks", "thin ticks"),
    DOTS("clock with dots", "dots for the hours"),
    STATION("station clock", "thick bars for the hours"),
    SQUARE("square clock", "a square face"),
    DARK("dark clock", "a black face"),
    ALARM("alarm clock", "bells"),
    POCKET("pocket watch", "a chain"),
    TOWER("tower clock", "a pointed roof"),
    WRIST("wristwatch", "a strap"),
    CUCKOO("pendulum clock", "a pendulum"),
    SEGMENTS("display with segments", "digits of segments"),
    FLIP("flip clock", "cards that flip"),
    PHONE("phone", "a round button"),
    OVEN("oven clock", "two knobs");

    /** What people call it. */
    final String words;
    /** What only this make has. */
    final String feature;

    Make(String words, String feature) {
        this.words = words;
        this.feature = feature;
    }

    boolean digital() {
        return ordinal() >= SEGMENTS.ordinal();
    }

    String leaf() {
        return name().toLowerCase(Locale.ROOT);
    }
}
