package io.mindstream.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageProcessorTest {
    private static final String REFERENCE = "/reference/image-processor/";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void givesTheNumbersOfHuggingFace(int picture) throws IOException {
        ReferenceTensors expected = ReferenceTensors.parse(resource("expected.safetensors"));
        ImageProcessorConfig config = ImageProcessorConfig.parse(text("preprocessor_config.json"));

        ImagePatches patches =
                new ImageProcessor(config).process(new PictureDecoder(1 << 20).decode(resource(picture + ".png")));

        assertThat(new long[] {1, patches.gridHeight(), patches.gridWidth()})
                .isEqualTo(expected.longs(picture + ".image_grid_thw"));
        float[] values = expected.floats(picture + ".pixel_values");
        assertThat(patches.values()).hasSameSizeAs(values);
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            worst = Math.max(worst, Math.abs(values[i] - patches.values()[i]));
        }
        assertThat(worst).isLessThan(1e-6);
    }

    @Test
    void aPictureThatFitsIsCutIntoMergeBlocksWithoutResizing() {
        ImageProcessor processor = new ImageProcessor(ImageProcessorConfig.of(4, 2, 2, 1, 1 << 20));
        byte[] rgb = new byte[3 * 16 * 8];
        new Random(3).nextBytes(rgb);

        ImagePatches patches = processor.process(new Picture(16, 8, rgb));

        assertThat(patches.gridHeight()).isEqualTo(2);
        assertThat(patches.gridWidth()).isEqualTo(4);
        assertThat(patches.columns()).isEqualTo(3 * 2 * 4 * 4);
        // Row 6 is the third patch of the second merge block: patch row 1, patch column 2.
        int row = 6 * patches.columns();
        for (int channel = 0; channel < 3; channel++) {
            for (int frame = 0; frame < 2; frame++) {
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 4; x++) {
                        float value = patches.values()[row + ((channel * 2 + frame) * 4 + y) * 4 + x];
                        int pixel = rgb[3 * ((4 + y) * 16 + 8 + x) + channel] & 0xff;
                        assertThat(value).isCloseTo(pixel / 127.5f - 1, within(1e-6f));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    // By hand from smart_resize, with blocks of 32 and 1,024 to 65,536 pixels: round half to even, then the two limits.
    @CsvSource({
        "100, 130, 96, 128",
        "48, 80, 64, 64",
        "16, 16, 32, 32",
        "5, 5, 32, 32",
        "640, 480, 288, 192",
        "1, 200, 32, 480"
    })
    void sidesAreMultiplesOfTheBlockWithinTheLimits(int width, int height, int toWidth, int toHeight) {
        ImageProcessor processor = new ImageProcessor(ImageProcessorConfig.of(16, 2, 2, 1024, 65536));

        assertThat(processor.size(width, height)).isEqualTo(new ImageProcessor.Size(toWidth, toHeight));
        assertThat(processor.tokens(width, height)).isEqualTo(toWidth / 32 * (toHeight / 32));
    }

    @Test
    void refusesAStripThatIsTooLong() {
        ImageProcessor processor = new ImageProcessor(ImageProcessorConfig.of(16, 2, 2, 1024, 65536));

        assertThatThrownBy(() -> processor.process(new Picture(1, 201, new byte[603])))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("1 x 201");
    }

    @Test
    void readsBothStylesOfSizeAndWritesWhatItReads() {
        ImageProcessorConfig newer = ImageProcessorConfig.parse(text("preprocessor_config.json"));
        assertThat(newer).isEqualTo(ImageProcessorConfig.of(16, 2, 2, 1024, 65536));
        assertThat(ImageProcessorConfig.parse(newer.toJson())).isEqualTo(newer);

        ImageProcessorConfig older = ImageProcessorConfig.parse(
                """
                        {"min_pixels": 3136, "max_pixels": 12845056, "patch_size": 14, "temporal_patch_size": 2, "merge_size": 2,
                         "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711]}""");
        assertThat(older.minPixels()).isEqualTo(3136);
        assertThat(older.maxPixels()).isEqualTo(12845056);
        assertThat(older.mean()).containsExactly(0.48145466, 0.4578275, 0.40821073);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"patch_size\": 16 | \"patch_size\": \"x\" | patch_size",
                "\"merge_size\": 2 | \"merge\": 2 | merge_size",
                "\"longest_edge\": 65536 | \"longest_edge\": 1023 | max_pixels",
                "\"shortest_edge\": 1024 | \"shortest\": 1024 | shortest_edge",
                "\"do_resize\": true | \"do_resize\": false | do_resize",
                "\"resample\": 3 | \"resample\": 2 | resample",
                "\"image_std\": [ | \"image_std\": [0, | image_std",
                "{ | [ | not JSON"
            })
    void aBadSettingIsNamed(String good, String bad, String field) {
        String text = text("preprocessor_config.json");
        assertThat(text).contains(good);

        assertThatThrownBy(() -> ImageProcessorConfig.parse(text.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    private static String text(String name) {
        try {
            return new String(resource(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ImageProcessorTest.class.getResourceAsStream(REFERENCE + name)) {
            return in.readAllBytes();
        }
    }
}
