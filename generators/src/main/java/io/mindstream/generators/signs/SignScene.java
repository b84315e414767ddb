package io.mindstream.generators.signs;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;

/**
 * A sign on its post with a plate, and some things of one kind beside it.
 *
 * @param metres on the plate, which {@code sight} is about
 * @param pole colour of the post
 * @param left whether the sign stands at the left and the things at the right
 * @param beside what stands there
 * @param count how many of it, 1 to 3
 * @param tint colour of the things
 */
record SignScene(
        Frame frame,
        Sight sight,
        SignClass kind,
        Motif motif,
        int metres,
        Colour pole,
        boolean left,
        Pictogram beside,
        int count,
        Colour tint)
        implements Scene {
    String meaning() {
        return motif.meaning(kind);
    }

    String besideWords() {
        return beside.counted(count);
    }
}
