package io.mindstream.model.generate;

import io.mindstream.model.image.ImagePatches;
import java.util.List;

/**
 * What the model is asked to go on from.
 *
 * @param tokens ids, with one image token for each merged square of patches of each picture
 * @param images pictures in the order of their tokens
 */
public record Prompt(int[] tokens, List<ImagePatches> images) {
    public Prompt {
        images = List.copyOf(images);
        if (tokens.length == 0) {
            throw new IllegalArgumentException("prompt.tokens: empty");
        }
    }
}
