package io.mindstream.generators.clocks;

import java.util.Locale;

/** Where the minutes stand: third level of the label. */
enum Moment {
    FULL("{} o'clock"),
    FIVE_PAST("five past {}"),
    TEN_PAST("ten past {}"),
    QUARTER_PAST("quarter past {}"),
    TWENTY_PAST("twenty past {}"),
    TWENTY_FIVE_PAST("twenty-five past {}"),
    HALF_PAST("half past {}"),
    TWENTY_FIVE_TO("twenty-five to {}"),
    TWENTY_TO("twenty to {}"),
    QUARTER_TO("quarter to {}"),
    TEN_TO("ten to {}"),
    FIVE_TO("five to {}");

    /** The time in words; {@code {}} for the hour before or after. */
    final String words;

    Moment(String words) {
        this.words = words;
    }

    int minute() {
        return 5 * ordinal();
    }

    String leaf() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
