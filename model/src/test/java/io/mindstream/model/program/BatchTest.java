package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.NanoConfig;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.ImagePatches;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final int IMAGE = 5;
    private static final Qwen3VlConfig NANO = NanoConfig.of(100, IMAGE, 6, 3, 4, 2, 0);

    private static ImagePatches picture(int height, int width) {
        return new ImagePatches(new float[height * width * 384], height, width);
    }

    @Test
    void labelsKnowTheirExampleAndTokenAndTheFirstTokenHasNone() {
        Batch batch = Batch.collate(
                List.of(
                        new Example(new int[] {7, 8, 9}, new int[] {7, -100, 9}, List.of()),
                        new Example(new int[] {7, 8, 9, 10}, new int[] {-100, 8, -100, 10}, List.of())),
                NANO,
                8);
        assertThat(batch.length()).isEqualTo(8);
        assertThat(batch.tokens()).isEqualTo(7);
        assertThat(batch.labels()).isEqualTo(3);
        assertThat(List.of(batch.labelExample(0), batch.labelExample(1), batch.labelExample(2)))
                .containsExactly(0, 1, 1);
        assertThat(List.of(batch.labelIndex(0), batch.labelIndex(1), batch.labelIndex(2)))
                .containsExactly(2, 1, 3);
    }

    @Test
    void partsKnowTheirShareOfTheWeights() {
        Example light = new Example(new int[] {7, 8, 9}, new int[] {-100, 8, 9}, new float[] {0, 1, 1}, List.of());
        Example heavy = new Example(new int[] {7, 8, 9}, new int[] {-100, -100, 9}, new float[] {0, 0, 3}, List.of());
        assertThat(Batch.collate(List.of(light), NANO, 1).weight()).isEqualTo(2);
        assertThat(Batch.collate(List.of(light, heavy), NANO, 1).weight()).isEqualTo(5);
        Example without = new Example(new int[] {7, 8}, new int[] {-100, 8}, new float[] {1, 0}, List.of());
        assertThatThrownBy(() -> Batch.collate(List.of(without), NANO, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("weights[1]: 0.0 is not above 0");
    }

    @Test
    void textGoesOnBehindTheLongerSideOfAPicture() {
        int[] tokens = {7, IMAGE, IMAGE, IMAGE, IMAGE, IMAGE, IMAGE, 8};
        Batch batch =
                Batch.collate(List.of(new Example(tokens, new int[tokens.length], List.of(picture(4, 6)))), NANO, 1);
        assertThat(batch.positions())
                .containsExactly(0, 1, 1, 1, 1, 1, 1, 4, 0, 1, 1, 1, 2, 2, 2, 4, 0, 1, 2, 3, 1, 2, 3, 4);
        assertThat(batch.nextPosition(0)).isEqualTo(5);
    }

    @Test
    void aGridOfTheTablesSizeTakesItsRowsAsTheyAre() {
        GridGeometry geometry = GridGeometry.of(8, 8, NANO.vision());
        for (int patch = 0; patch < 64; patch++) {
            long row = geometry.coordinates()[2 * patch];
            long column = geometry.coordinates()[2 * patch + 1];
            assertThat(geometry.taps()[4 * patch]).isEqualTo(row * 8 + column);
            assertThat(geometry.tapWeights()[4 * patch]).isEqualTo(1f);
        }
    }

    @Test
    void whatDoesNotFitTheModelIsNamed() {
        bad(new int[] {7, IMAGE}, List.of(), "tokens[1]: an image token without a picture");
        bad(new int[] {7, IMAGE}, List.of(picture(4, 2)), "images[0]: takes 2 image tokens, but only 1");
        bad(new int[] {7}, List.of(picture(2, 2)), "images: 1 pictures, but image tokens of only 0");
        bad(new int[] {7, 100}, List.of(), "tokens[1]: 100 is outside of the vocabulary of 100");
        bad(new int[] {7, 6}, List.of(), "tokens[1]: videos are not supported");
        bad(new int[] {7, IMAGE}, List.of(picture(3, 2)), "images[0]: a grid of 3 x 2");
    }

    private static void bad(int[] tokens, List<ImagePatches> images, String message) {
        assertThatThrownBy(() -> Batch.collate(List.of(new Example(tokens, new int[tokens.length], images)), NANO, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("examples[0]: " + message);
    }
}
