package io.mindstream.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

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
    public ElementType type(String name) {
        return source.type(name);
    }

    @Override
    public String origin(String name) {
        return source.origin(name);
    }

    /** Expert by expert: one of them lies on the Java heap, twice. */
    @Override
    public void stream(String name, Consumer<ByteBuffer> window) {
        if (!lying(name)) {
            source.stream(name, window);
            return;
        }
        long[] shape = layout.shape(name);
        int rows = (int) shape[1];
        int columns = (int) shape[2];
        int bytes = source.type(name).bytes();
        byte[] expert = new byte[Math.multiplyExact(Math.multiplyExact(rows, columns), bytes)];
        ByteBuffer turned = ByteBuffer.allocateDirect(expert.length).order(ByteOrder.LITTLE_ENDIAN);
        int[] filled = {0};
        source.stream(name, given -> {
            while (given.hasRemaining()) {
                int count = Math.min(given.remaining(), expert.length - filled[0]);
                given.get(expert, filled[0], count);
                filled[0] += count;
                if (filled[0] == expert.length) {
                    turn(expert, rows, columns, bytes, turned.clear());
                    window.accept(turned.flip());
                    filled[0] = 0;
                }
            }
        });
    }

    /** (columns, rows) elements to (rows, columns). */
    private static void turn(byte[] expert, int rows, int columns, int bytes, ByteBuffer into) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                into.put(expert, (column * rows + row) * bytes, bytes);
            }
        }
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
