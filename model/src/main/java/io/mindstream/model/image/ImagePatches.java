package io.mindstream.model.image;

import java.util.Objects;

/**
 * One picture as the vision tower reads it: normalised pixels, one row a patch.
 *
 * @param values row-major, {@code gridHeight * gridWidth} rows of {@code 3 * temporal * patch * patch} numbers. Rows run through the
 *     merge blocks of the grid, left to right and top to bottom, and within a block likewise, so that the patches which the model
 *     merges into one token lie together; within a row the order is channel, frame, y, x. This is {@code pixel_values} of Hugging Face
 *     transformers' Qwen2VLImageProcessor.
 * @param gridHeight rows of patches
 * @param gridWidth columns of patches
 */
public record ImagePatches(float[] values, int gridHeight, int gridWidth) {
    public ImagePatches {
        Objects.requireNonNull(values, "patches.values");
        if (gridHeight < 1 || gridWidth < 1 || values.length % (gridHeight * gridWidth) != 0) {
            throw new IllegalArgumentException("patches.values: " + values.length + " numbers do not fill a grid of "
                    + gridHeight + " x " + gridWidth + " patches");
        }
    }

    /** Number of patches, which are the rows of {@link #values()}. */
    public int rows() {
        return gridHeight * gridWidth;
    }

    /** Numbers in one row of {@link #values()}. */
    public int columns() {
        return values.length / rows();
    }

    /**
     * Number of tokens the picture takes in the text.
     *
     * @param merge side of the square of patches that become one token
     */
    public int tokens(int merge) {
        return rows() / (merge * merge);
    }
}
