package io.mindstream.model.program;

import io.mindstream.model.checkpoint.VisionConfig;
import io.mindstream.model.image.ImagePatches;
import java.util.List;

/**
 * The pictures of a batch that have one grid: they go through the vision tower together.
 *
 * @param pictures how many
 * @param patches patches of each
 * @param values {@code pictures x patches x values}
 * @param geometry where the patches lie
 */
record PictureGroup(int pictures, int patches, float[] values, GridGeometry geometry) {
    static PictureGroup of(List<ImagePatches> images, VisionConfig vision) {
        ImagePatches first = images.get(0);
        int size = first.values().length;
        float[] values = new float[Math.multiplyExact(images.size(), size)];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).values(), 0, values, i * size, size);
        }
        return new PictureGroup(
                images.size(), first.rows(), values, GridGeometry.of(first.gridHeight(), first.gridWidth(), vision));
    }
}
