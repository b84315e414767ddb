package io.mindstream.generators.text;

import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;

/**
 * One line of text.
 *
 * @param text as it is painted
 * @param word whether it is a word of the list, and no code
 * @param colour of the text
 * @param ground behind it
 * @param font that it is set in
 * @param dx shift to the right, as a part of the picture
 * @param dy shift down, as a part of the picture
 */
record TextScene(String text, boolean word, Colour colour, Colour ground, Fonts font, double dx, double dy) {
    boolean single() {
        return text.length() == 1;
    }

    boolean digits() {
        return text.chars().allMatch(Character::isDigit);
    }

    /** What one would call it: letter, digit, number, code, word. */
    String kind() {
        if (single()) {
            return digits() ? "digit" : "letter";
        }
        return word ? "word" : digits() ? "number" : "code";
    }

    String first() {
        return text.substring(0, 1);
    }

    String last() {
        return text.substring(text.length() - 1);
    }
}
