package io.mindstream.model.program;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.ImagePatches;
import java.util.List;

/**
 * Time, height and width positions of a sequence, by the rule of transformers' {@code Qwen3VLModel.get_rope_index}: text counts up on all
 * three axes; a picture stands at one time, spreads over rows and columns from there, and the text after it goes on behind its longer side.
 *
 * @param time position on the time axis, one a token
 * @param height position on the height axis
 * @param width position on the width axis
 * @param next position of the token after the last
 * @param imageStarts index of the first token of each picture
 */
record RopeIndex(int[] time, int[] height, int[] width, int next, int[] imageStarts) {
    /**
     * @throws ModelException if the image tokens are not exactly those of the pictures, or a token is outside of the vocabulary
     */
    static RopeIndex of(int[] tokens, List<ImagePatches> images, Qwen3VlConfig config) {
        int merge = config.vision().mergeSize();
        int[] time = new int[tokens.length];
        int[] height = new int[tokens.length];
        int[] width = new int[tokens.length];
        int[] starts = new int[images.size()];
        int position = 0;
        int picture = 0;
        for (int i = 0; i < tokens.length; ) {
            check(tokens[i], i, config);
            if (tokens[i] != config.imageToken()) {
                time[i] = height[i] = width[i] = position++;
                i++;
                continue;
            }
            if (picture == images.size()) {
                throw new ModelException(
                        "tokens[" + i + "]: an image token without a picture; " + picture + " pictures are given");
            }
            ImagePatches image = images.get(picture);
            check(image, picture, config);
            int columns = image.gridWidth() / merge;
            int count = image.tokens(merge);
            for (int k = 0; k < count; k++) {
                if (i + k >= tokens.length || tokens[i + k] != config.imageToken()) {
                    throw new ModelException("images[" + picture + "]: takes " + count + " image tokens, but only " + k
                            + " stand at tokens[" + i + "]");
                }
                time[i + k] = position;
                height[i + k] = position + k / columns;
                width[i + k] = position + k % columns;
            }
            starts[picture++] = i;
            position += Math.max(image.gridHeight(), image.gridWidth()) / merge;
            i += count;
        }
        if (picture < images.size()) {
            throw new ModelException("images: " + images.size() + " pictures, but image tokens of only " + picture);
        }
        return new RopeIndex(time, height, width, position, starts);
    }

    private static void check(int token, int at, Qwen3VlConfig config) {
        if (token < 0 || token >= config.text().vocabSize()) {
            throw new ModelException("tokens[" + at + "]: " + token + " is outside of the vocabulary of "
                    + config.text().vocabSize());
        }
        if (token == config.videoToken()) {
            throw new ModelException("tokens[" + at + "]: videos are not supported");
        }
    }

    private static void check(ImagePatches image, int index, Qwen3VlConfig config) {
        int merge = config.vision().mergeSize();
        if (image.gridHeight() % merge != 0
                || image.gridWidth() % merge != 0
                || image.columns() != config.vision().patchValues()) {
            throw new ModelException("images[" + index + "]: a grid of " + image.gridHeight() + " x "
                    + image.gridWidth() + " patches of " + image.columns()
                    + " values does not fit the model, which wants"
                    + " multiples of " + merge + " and " + config.vision().patchValues() + " values");
        }
    }
}
