package io.mindstream.model.program;

import io.mindstream.model.checkpoint.VisionConfig;

/**
 * Where the patches of a grid lie, in the order in which they come (merge blocks, see
 * {@link io.mindstream.model.image.ImagePatches}).
 *
 * @param coordinates row and column of each patch: {@code patches x 2}
 * @param taps the four rows of the learned position table that surround each patch: {@code patches x 4}
 * @param tapWeights their bilinear weights, with the corners of grid and table aligned: {@code patches x 4}
 */
record GridGeometry(long[] coordinates, long[] taps, float[] tapWeights) {
    static GridGeometry of(int height, int width, VisionConfig vision) {
        int merge = vision.mergeSize();
        int patches = height * width;
        long[] coordinates = new long[patches * 2];
        long[] taps = new long[patches * 4];
        float[] weights = new float[patches * 4];
        int side = vision.positionSide();
        int at = 0;
        for (int blockRow = 0; blockRow < height; blockRow += merge) {
            for (int blockColumn = 0; blockColumn < width; blockColumn += merge) {
                for (int row = blockRow; row < blockRow + merge; row++) {
                    for (int column = blockColumn; column < blockColumn + merge; column++) {
                        coordinates[2 * at] = row;
                        coordinates[2 * at + 1] = column;
                        float y = source(row, height, side);
                        float x = source(column, width, side);
                        for (int tap = 0; tap < 4; tap++) {
                            int tapRow = (int) y + tap / 2;
                            int tapColumn = (int) x + tap % 2;
                            taps[4 * at + tap] =
                                    (long) Math.min(tapRow, side - 1) * side + Math.min(tapColumn, side - 1);
                            weights[4 * at + tap] = (1 - Math.abs(y - tapRow)) * (1 - Math.abs(x - tapColumn));
                        }
                        at++;
                    }
                }
            }
        }
        return new GridGeometry(coordinates, taps, weights);
    }

    private static float source(int index, int size, int side) {
        return (float) index * (side - 1) / Math.max(size - 1, 1);
    }
}
