package io.mindstream.generators.problems;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;

/**
 * Two rows of the same thing in two colours, and what one of them costs.
 *
 * @param upper how many in the upper row
 * @param lower how many in the lower row, another number
 * @param price of one, which {@code sight} is about
 */
record ProblemScene(
        Frame frame, Sight sight, Pictogram thing, int upper, int lower, Colour above, Colour below, int price)
        implements Scene {
    static final int MOST = 5;

    int all() {
        return upper + lower;
    }

    int more() {
        return Math.max(upper, lower);
    }

    int fewer() {
        return Math.min(upper, lower);
    }

    int count(boolean ofUpper) {
        return ofUpper ? upper : lower;
    }

    Colour colour(boolean ofUpper) {
        return ofUpper ? above : below;
    }
}
