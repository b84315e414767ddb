package io.mindstream.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.function.Consumer;

/** Tensors by their Hugging Face names, read one at a time so that a model never lies in memory twice. */
public interface WeightSource {
    /** Names of all tensors, in the order of the file. */
    Set<String> names();

    /** The shape, outermost first. */
    long[] shape(String name);

    /** How {@link #stream} gives the tensor. */
    default ElementType type(String name) {
        return ElementType.F32;
    }

    /** Reads one tensor as 32-bit floats, whatever it is stored as; one that fits a Java array. */
    FloatTensor read(String name);

    /**
     * Reads one tensor of any size from its beginning to its end, as it is stored, in windows of a few MiB.
     *
     * @param window takes whole elements of {@link #type}, little-endian, from the buffer's position to its limit; the buffer is used
     *     again afterwards
     */
    default void stream(String name, Consumer<ByteBuffer> window) {
        float[] values = read(name).values();
        int most = 1 << 20;
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * Math.min(most, Math.max(1, values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < values.length; done += most) {
            int count = Math.min(most, values.length - done);
            ElementType.F32.write(values, done, count, bytes.clear());
            window.accept(bytes.flip());
        }
    }

    /** Where the tensors come from, for messages. */
    String origin();

    /** Where one of them comes from: the file it is in. */
    default String origin(String name) {
        return origin();
    }
}
