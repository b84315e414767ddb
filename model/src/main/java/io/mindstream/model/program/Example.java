package io.mindstream.model.program;

import io.mindstream.model.image.ImagePatches;
import java.util.List;

/**
 * One conversation as the model trains on it.
 *
 * @param tokens ids, with one image token for each merged square of patches of each picture
 * @param labels for each token the id that is to be learnt at its place, usually the token itself, or {@link #IGNORED}; the first one's
 *     label is never used, since nothing predicts it (the shift by one happens inside, as in Hugging Face's {@code labels})
 * @param images pictures in the order of their tokens
 */
public record Example(int[] tokens, int[] labels, List<ImagePatches> images) {
    /** A label that is not learnt. */
    public static final int IGNORED = -100;

    public Example {
        images = List.copyOf(images);
        if (tokens.length == 0 || labels.length != tokens.length) {
            throw new IllegalArgumentException(
                    "example: " + labels.length + " labels for " + tokens.length + " tokens");
        }
    }
}
