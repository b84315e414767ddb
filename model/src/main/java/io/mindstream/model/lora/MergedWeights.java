package io.mindstream.model.lora;

import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.WeightSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A model's weights with an adapter in them: {@code W + scale * B A}, computed in 32-bit floats and given as such; all other tensors as
 * they are.
 */
public final class MergedWeights implements WeightSource {
    private final WeightSource base;
    private final AdapterLayout layout;
    private final WeightSource adapter;

    /**
     * @param base the model's tensors
     * @param layout which of them the adapter is to
     * @param adapter its tensors
     */
    public MergedWeights(WeightSource base, AdapterLayout layout, WeightSource adapter) {
        layout.check(adapter);
        this.base = base;
        this.layout = layout;
        this.adapter = adapter;
    }

    @Override
    public Set<String> names() {
        return base.names();
    }

    @Override
    public long[] shape(String name) {
        return base.shape(name);
    }

    @Override
    public ElementType type(String name) {
        return layout.adapts(name) ? ElementType.F32 : base.type(name);
    }

    @Override
    public FloatTensor read(String name) {
        FloatTensor tensor = base.read(name);
        if (!layout.adapts(name)) {
            return tensor;
        }
        float[] values = tensor.values().clone();
        new Addition(name, tensor.shape()).to(values, values.length);
        return new FloatTensor(tensor.shape(), values);
    }

    @Override
    public void stream(String name, Consumer<ByteBuffer> window) {
        if (!layout.adapts(name)) {
            base.stream(name, window);
            return;
        }
        ElementType stored = base.type(name);
        Addition addition = new Addition(name, base.shape(name));
        float[] floats = new float[1 << 16];
        ByteBuffer out = ByteBuffer.allocateDirect(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        base.stream(name, bytes -> {
            while (bytes.hasRemaining()) {
                int count = Math.min(floats.length, bytes.remaining() / stored.bytes());
                stored.read(bytes, floats, 0, count);
                addition.to(floats, count);
                ElementType.F32.write(floats, 0, count, out.clear());
                window.accept(out.flip());
            }
        });
    }

    @Override
    public String origin() {
        return base.origin();
    }

    @Override
    public String origin(String name) {
        return base.origin(name);
    }

    /** What is added to one matrix, row by row from its beginning. */
    private final class Addition {
        private final float[] a;
        private final float[] b;
        private final float[] row;
        private int rows;
        private int column;

        Addition(String name, long[] shape) {
            a = adapter.read(AdapterLayout.a(name)).values();
            b = adapter.read(AdapterLayout.b(name)).values();
            row = new float[Math.toIntExact(shape[1])];
            column = row.length;
        }

        /** Adds what belongs to the next so many elements. */
        void to(float[] values, int count) {
            for (int i = 0; i < count; i++) {
                if (column == row.length) {
                    next();
                }
                values[i] += row[column++];
            }
        }

        private void next() {
            int rank = layout.lora().rank();
            float scale = (float) layout.lora().scale();
            Arrays.fill(row, 0);
            for (int k = 0; k < rank; k++) {
                float factor = b[rows * rank + k];
                for (int i = 0; i < row.length; i++) {
                    row[i] += factor * a[k * row.length + i];
                }
            }
            for (int i = 0; i < row.length; i++) {
                row[i] *= scale;
            }
            rows++;
            column = 0;
        }
    }
}
