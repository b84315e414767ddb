package io.mindstream.generators.arithmetic;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;

/**
 * A number, a sign and a printed number.
 *
 * @param number shown in the notation
 * @param second the printed number, which {@code sight} is about
 * @param ink colour of the first number
 * @param print colour of sign and second number
 */
record SumScene(
        Frame frame, Sight sight, Notation notation, int number, Sign sign, int second, Colour ink, Colour print)
        implements Scene {
    int result() {
        return sign.apply(number, second);
    }

    String expression() {
        return number + " " + sign.symbol + " " + second;
    }
}
