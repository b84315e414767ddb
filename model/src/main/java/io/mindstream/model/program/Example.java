package io.mindstream.model.program;

import io.mindstream.model.image.ImagePatches;
import java.util.Arrays;
import java.util.List;

/**
 * One conversation as the model trains on it.
 *
 * @param tokens ids, with one image token for each merged square of patches of each picture
 * @param labels for each token the id that is to be learnt at its place, usually the token itself, or {@link #IGNORED}; the first one's
 *     label is never used, since nothing predicts it (the shift by one happens inside, as in Hugging Face's {@code labels})
 * @param weights how much each token's label counts in the loss, above 0 where there is a label; a batch's loss is the weighted mean
 * @param images pictures in the order of their tokens
 */
public record Example(int[] tokens, int[] labels, float[] weights, List<ImagePatches> images) {
    /** A label that is not learnt. */
    public static final int IGNORED = -100;

    public Example {
        images = List.copyOf(images);
        if (tokens.length == 0 || labels.length != tokens.length || weights.length != tokens.length) {
            throw new IllegalArgumentException("example: " + labels.length + " labels and " + weights.length
                    + " weights for " + tokens.length + " tokens");
        }
    }

    /** An example whose labels all count the same. */
    public Example(int[] tokens, int[] labels, List<ImagePatches> images) {
        this(tokens, labels, ones(tokens.length), images);
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
