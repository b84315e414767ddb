package io.mindstream.model.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Weights for training from scratch. Matrices and tables are normal with standard deviation 0.02, norms one, biases zero, as
 * transformers initialises them; the matrices that write into a residual stream ({@code o_proj}, {@code down_proj}, {@code attn.proj},
 * {@code linear_fc2} of a block) are divided by the square root of twice the depth, as GPT-2 did (Radford et al. 2019, section 2.3), so that
 * the stream's variance does not grow with depth.
 *
 * <p>Each tensor has a generator of its own, seeded by the seed and its name: the same seed gives the same numbers in any order of
 * reading.
 */
public final class RandomWeights implements WeightSource {
    private static final double DEVIATION = 0.02;

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
        if (name.endsWith(".bias")) {
            return new FloatTensor(shape, values);
        }
        if (shape.length == 1) {
            Arrays.fill(values, 1f);
            return new FloatTensor(shape, values);
        }
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + hash.getValue());
        double deviation = DEVIATION * residualScale(name);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return new FloatTensor(shape, values);
    }

    private double residualScale(String name) {
        if (name.contains(".o_proj.") || name.contains(".down_proj.")) {
            return 1 / Math.sqrt(2.0 * config.text().layers());
        }
        if (name.contains(".blocks.") && (name.contains(".attn.proj.") || name.contains(".linear_fc2."))) {
            return 1 / Math.sqrt(2.0 * config.vision().depth());
        }
        return 1;
    }
}
