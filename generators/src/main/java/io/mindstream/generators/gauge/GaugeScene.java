package io.mindstream.generators.gauge;

import io.mindstream.generators.Colour;

/**
 * A round dial.
 *
 * @param quantity that it shows
 * @param value where the needle stands
 * @param limit where the red area of the scale begins, never where the needle stands
 * @param face colour of the dial
 * @param needle colour of the needle, not that of the face
 * @param turn of the whole dial in degrees, a little
 */
record GaugeScene(Quantity quantity, int value, int limit, Colour face, Colour needle, double turn) {
    boolean over() {
        return value > limit;
    }

    /** 0 for the lower third of the scale, 2 for the upper. */
    int third() {
        return Math.min(2, 3 * value / quantity.end);
    }
}
