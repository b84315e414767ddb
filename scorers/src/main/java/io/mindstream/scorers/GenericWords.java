package io.mindstream.scorers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Words that stand in any question about a picture, and names of properties: they say what is asked, and not of what. What is left of a
 * question without them makes it particular.
 */
final class GenericWords {
    private static final Set<String> WORDS = Set.of(
            ("a about all am an and any are as at be by can color colors colour colours count do does drawn exactly find for from"
                            + " give has have here how i image in is it its kind look many me much name number of on one or picture"
                            + " please read say see seen shape shapes show shown shows tell that the there thing things this to"
                            + " total value visible what where which who with you your")
                    .split(" "));

    private GenericWords() {}

    /** The particular words, in order. */
    static List<String> without(Words words) {
        List<String> particular = new ArrayList<>(words.list());
        particular.removeAll(WORDS);
        return particular;
    }
}
