package io.mindstream.model.lora;

import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.WeightSource;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An adapter that has learnt nothing, begun as PEFT begins one: A uniform within one over the root of its inputs (Kaiming's rule with PEFT's
 * root of 5), B zero, so that the model says what it says without.
 */
public final class NewAdapter implements WeightSource {
    private final AdapterLayout layout;
    private final long seed;

    public NewAdapter(AdapterLayout layout, long seed) {
        this.layout = layout;
        this.seed = seed;
    }

    @Override
    public Set<String> names() {
        return layout.names();
    }

    @Override
    public long[] shape(String name) {
        return layout.shapes().get(name).clone();
    }

    /** The same tensor for the same name and seed. */
    @Override
    public FloatTensor read(String name) {
        long[] shape = shape(name);
        float[] values = new float[Math.toIntExact(FloatTensor.elements(shape))];
        if (name.contains(".lora_A.")) {
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
            double bound = 1 / Math.sqrt(shape[1]);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
        return new FloatTensor(shape, values);
    }

    @Override
    public String origin() {
        return "the new adapter";
    }
}
