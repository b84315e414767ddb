package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.image.ImagePatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The checkpoint, inputs and expected numbers that Hugging Face transformers made (see the README beside them). */
public final class Reference {
    public static final String DENSE = "qwen3-vl-tiny";
    public static final String SPARSE = "qwen3-vl-moe-tiny";

    private final Path folder;

    /** The dense one. */
    public Reference() {
        this(DENSE);
    }

    /** One of {@link #DENSE} and {@link #SPARSE}. */
    public Reference(String name) {
        try {
            folder = Path.of(Reference.class.getResource("/reference/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public CheckpointDirectory checkpoint() {
        return new CheckpointDirectory(folder);
    }

    public Qwen3VlConfig config() {
        return checkpoint().config();
    }

    public TorchModelProgram program(io.mindstream.model.engine.Precision precision) {
        try (StoredWeights weights = checkpoint().weights()) {
            return new TorchModelProgram(config(), weights, precision, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FloatTensor expected(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("expected.safetensors"))) {
            return file.read(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long[] expectedLongs(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("expected.safetensors"))) {
            return file.readLongs(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int[] promptLengths() {
        return ints(inputs("prompt_lengths"));
    }

    /** The two conversations: one with two pictures, one with a single one and padding, which is cut off here. */
    public List<Example> examples() {
        long[] ids = inputs("input_ids");
        long[] mask = inputs("attention_mask");
        long[] labels = inputs("labels");
        long[] grids = inputs("image_grid_thw");
        float[] pixels;
        int columns;
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("inputs.safetensors"))) {
            pixels = file.read("pixel_values").values();
            columns = (int) file.shape("pixel_values")[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<ImagePatches> images = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < grids.length; i += 3) {
            int height = (int) grids[i + 1];
            int width = (int) grids[i + 2];
            int end = at + height * width * columns;
            images.add(new ImagePatches(Arrays.copyOfRange(pixels, at, end), height, width));
            at = end;
        }
        int length = ids.length / 2;
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            int start = row * length;
            int count = (int) Arrays.stream(mask, start, start + length).sum();
            examples.add(new Example(
                    ints(Arrays.copyOfRange(ids, start, start + count)),
                    ints(Arrays.copyOfRange(labels, start, start + count)),
                    row == 0 ? images.subList(0, 2) : images.subList(2, 3)));
        }
        return examples;
    }

    private long[] inputs(String name) {
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("inputs.safetensors"))) {
            return file.readLongs(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    /** Each number of each tensor, to a tolerance. */
    static void same(Weights found, Weights expected, double tolerance) {
        for (String name : expected.names()) {
            float[] a = found.read(name).values();
            float[] b = expected.read(name).values();
            for (int i = 0; i < a.length; i++) {
                assertThat(a[i]).as(name).isCloseTo(b[i], within((float) tolerance));
            }
        }
    }
}
