package io.mindstream.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * Weights for training from scratch, drawn so that what a picture shows and where survives the first steps. With the usual normal weights of
 * 0.02 everywhere the tower's features collapse onto one common direction and the mean colour (docs/decisions.md, 2026-11-25).
 *
 * <ul>
 *   <li>Matrices are normal with a standard deviation of g / sqrt(inputs): g is 1 in the vision tower, 0.6 in the text decoder.
 *   <li>Matrices that write into a residual stream ({@code o_proj}, {@code down_proj}, {@code attn.proj}, {@code linear_fc2} of a block) are
 *       a hundredth of that, divided by the square root of twice the depth (the latter as GPT-2, Radford et al. 2019, section 2.3): each
 *       block starts as the identity (Zhang, Dauphin and Ma 2019, "Fixup").
 *   <li>The position table holds sines and cosines of row and column, of amplitude 1, as strong as the patches themselves (Beyer, Zhai and
 *       Kolesnikov 2022, "Better plain ViT baselines", use the same as a fixed table).
 *   <li>Token embeddings and the head are normal with 0.1, norms one, biases zero.
 * </ul>
 *
 * <p>Each million numbers of a tensor have a generator of their own, seeded by the seed, the tensor's name and which million it is: the
 * same seed gives the same numbers in any order of reading, on any number of processors.
 */
public final class RandomWeights implements WeightSource {
    /** Numbers drawn from one generator: no tensor of nano has more. */
    private static final int WINDOW = 1 << 20;

    private static final double EMBEDDING = 0.1;
    private static final double TEXT_GAIN = 0.6;
    private static final double VISION_GAIN = 1;
    private static final double RESIDUAL = 0.01;
    /** The slowest wave of the position table is this many times slower than the fastest, one radian a patch. */
    private static final double WAVES = 100;

    private final Qwen3VlConfig config;
    private final ParameterLayout layout;
    private final long seed;

    public RandomWeights(Qwen3VlConfig config, long seed) {
        this.config = config;
        this.layout = new ParameterLayout(config);
        this.seed = seed;
    }

    @Override
    public Set<String> names() {
        return layout.names();
    }

    @Override
    public long[] shape(String name) {
        return layout.shape(name);
    }

    @Override
    public String origin() {
        return "random weights of seed " + seed;
    }

    @Override
    public FloatTensor read(String name) {
        long[] shape = layout.shape(name);
        float[] values = new float[Math.toIntExact(FloatTensor.elements(shape))];
        int[] done = {0};
        draw(name, part -> {
            System.arraycopy(part, 0, values, done[0], part.length);
            done[0] += part.length;
        });
        return new FloatTensor(shape, values);
    }

    @Override
    public void stream(String name, Consumer<ByteBuffer> window) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * WINDOW).order(ByteOrder.LITTLE_ENDIAN);
        draw(name, part -> {
            for (int done = 0; done < part.length; done += WINDOW) {
                ElementType.F32.write(part, done, Math.min(WINDOW, part.length - done), bytes.clear());
                window.accept(bytes.flip());
            }
        });
    }

    /** Gives the values in parts, one behind the other. As many windows are drawn side by side as there are processors. */
    private void draw(String name, Consumer<float[]> part) {
        if (name.endsWith("pos_embed.weight")) {
            part.accept(waves(config.vision()));
            return;
        }
        long[] shape = layout.shape(name);
        long count = FloatTensor.elements(shape);
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        long first = seed * 0x9E3779B97F4A7C15L + hash.getValue();
        double deviation = shape.length == 1 ? 0 : deviation(name, inputs(shape));
        float mean = shape.length == 1 && !name.endsWith(".bias") ? 1 : 0;
        long windows = (count + WINDOW - 1) / WINDOW;
        int ways = Runtime.getRuntime().availableProcessors();
        for (long from = 0; from < windows; from += ways) {
            LongStream.range(from, Math.min(windows, from + ways))
                    .parallel()
                    .mapToObj(window -> {
                        float[] values = new float[(int) Math.min(WINDOW, count - window * WINDOW)];
                        fill(values, new Random(first + window * 0xD1342543DE82EF95L), mean, deviation);
                        return values;
                    })
                    .toList()
                    .forEach(part);
        }
    }

    private static void fill(float[] values, Random random, float mean, double deviation) {
        if (deviation == 0) {
            Arrays.fill(values, mean);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
    }

    /** Numbers that each output is a sum of; the experts of a layer are (expert, output, input). */
    private static long inputs(long[] shape) {
        return shape.length == 3 ? shape[2] : FloatTensor.elements(shape) / shape[0];
    }

    private double deviation(String name, long inputs) {
        if (name.contains("embed_tokens") || name.startsWith("lm_head")) {
            return EMBEDDING;
        }
        double gain = layout.group(name).vision() ? VISION_GAIN : TEXT_GAIN;
        return gain / Math.sqrt(inputs) * residualScale(name);
    }

    private double residualScale(String name) {
        if (name.contains(".o_proj.") || name.contains(".down_proj")) {
            return RESIDUAL / Math.sqrt(2.0 * config.text().layers());
        }
        if (name.contains(".blocks.") && (name.contains(".attn.proj.") || name.contains(".linear_fc2."))) {
            return RESIDUAL / Math.sqrt(2.0 * config.vision().depth());
        }
        return 1;
    }

    /** Row by row of the square table: sines of the row, cosines of the row, sines of the column, cosines of the column. */
    private static float[] waves(VisionConfig vision) {
        int side = (int) Math.round(Math.sqrt(vision.positions()));
        int width = vision.hiddenSize();
        int quarter = width / 4;
        float[] values = new float[vision.positions() * width];
        for (int place = 0; place < vision.positions(); place++) {
            int row = place / side;
            int column = place % side;
            int at = place * width;
            for (int k = 0; k < quarter; k++) {
                double frequency = Math.pow(WAVES, -(double) k / quarter);
                values[at + k] = (float) Math.sin(frequency * row);
                values[at + quarter + k] = (float) Math.cos(frequency * row);
                values[at + 2 * quarter + k] = (float) Math.sin(frequency * column);
                values[at + 3 * quarter + k] = (float) Math.cos(frequency * column);
            }
        }
        return values;
    }
}
