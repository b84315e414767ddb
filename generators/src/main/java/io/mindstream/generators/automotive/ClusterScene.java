package io.mindstream.generators.automotive;

import java.util.Locale;
import java.util.Optional;

/**
 * An instrument cluster.
 *
 * @param digital whether the speed stands in digits beside a bar of revs; else there are two dials with needles
 * @param speed in km/h, 0 to {@link #TOP_SPEED}; a multiple of ten on a dial
 * @param revs engine speed in halves of a thousand a minute, 0 to 16
 * @param fuel quarters of the tank, 0 to 4
 * @param temperature of the coolant
 * @param gear letter of the selector
 * @param limit on the sign beside a digital speed, in km/h, or 0 without a sign
 * @param warning the one light that is lit, or null
 * @param look colours of the panel, 0..2
 */
record ClusterScene(
        boolean digital,
        int speed,
        int revs,
        int fuel,
        Temperature temperature,
        String gear,
        int limit,
        Light warning,
        int look) {
    /** End of the speedometer's scale, in km/h. */
    static final int TOP_SPEED = 200;

    /** End of the rev counter's scale, in halves of a thousand. */
    static final int TOP_REVS = 16;

    /** Where the rev counter's red zone begins, in halves of a thousand. */
    static final int RED_REVS = 12;

    /** Below this the engine turns slowly, in halves of a thousand. */
    static final int LOW_REVS = 4;

    /** What the temperature gauge shows. */
    enum Temperature {
        COLD,
        NORMAL,
        HOT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean signed() {
        return limit > 0;
    }

    Optional<Light> light() {
        return Optional.ofNullable(warning);
    }

    /** {@code low}, {@code normal} or {@code red}. */
    String revsZone() {
        return revs >= RED_REVS ? "red" : revs < LOW_REVS ? "low" : "normal";
    }

    /** For example {@code 3.5}, in thousands a minute. */
    String revsText() {
        return revs % 2 == 0 ? Integer.toString(revs / 2) : revs / 2 + ".5";
    }
}
