package io.mindstream.model.checkpoint;

import java.util.Arrays;
import java.util.Set;

/**
 * Turns the experts of released Qwen3-VL-MoE checkpoints, which are stored as (expert, inputs, outputs), into (expert, outputs, inputs), as
 * transformers 5 holds and saves them. The two are told apart by the shapes of the pair: of {@code gate_up_proj} and {@code down_proj} at
 * most one can be square.
 */
public final class UprightExperts implements WeightSource {
    private static final String GATE_UP = "experts.gate_up_proj";
    private static final String DOWN = "experts.down_proj";

    private final WeightSource source;
    private final ParameterLayout layout;

    public UprightExperts(WeightSource source, ParameterLayout layout) {
        this.source = source;
        this.layout = layout;
    }

    @Override
    public Set<String> names() {
        return source.names();
    }

    @Override
    public long[] shape(String name) {
        return lying(name) ? layout.shape(name) : source.shape(name);
    }

    @Override
    public FloatTensor read(String name) {
        FloatTensor tensor = source.read(name);
        if (!lying(name)) {
            return tensor;
        }
        long[] shape = layout.shape(name);
        return new FloatTensor(shape, turned(tensor.values(), (int) shape[0], (int) shape[1], (int) shape[2]));
    }

    @Override
    public String origin() {
        return source.origin();
    }

    private boolean lying(String name) {
        if (!name.endsWith(GATE_UP) && !name.endsWith(DOWN)) {
            return false;
        }
        String start = name.substring(0, name.lastIndexOf("experts."));
        return isTurned(start + GATE_UP) && isTurned(start + DOWN) && !(fits(start + GATE_UP) && fits(start + DOWN));
    }

    private boolean fits(String name) {
        return Arrays.equals(source.shape(name), layout.shape(name));
    }

    private boolean isTurned(String name) {
        if (!layout.names().contains(name) || !source.names().contains(name)) {
            return false;
        }
        long[] wanted = layout.shape(name);
        return Arrays.equals(source.shape(name), new long[] {wanted[0], wanted[2], wanted[1]});
    }

    private static float[] turned(float[] values, int experts, int rows, int columns) {
        float[] turned = new float[values.length];
        for (int expert = 0; expert < experts; expert++) {
            int start = expert * rows * columns;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    turned[start + row * columns + column] = values[start + column * rows + row];
                }
            }
        }
        return turned;
    }
}
