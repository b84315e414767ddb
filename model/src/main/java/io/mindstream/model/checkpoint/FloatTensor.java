package io.mindstream.model.checkpoint;

import io.mindstream.model.ModelException;
import java.util.Arrays;

/**
 * A tensor on the Java heap.
 *
 * @param shape sizes, outermost first; empty for a scalar
 * @param values row-major
 */
public record FloatTensor(long[] shape, float[] values) {
    public FloatTensor {
        if (elements(shape) != values.length) {
            throw new ModelException(
                    "tensor: " + values.length + " values do not fill the shape " + Arrays.toString(shape));
        }
    }

    /** Product of the sizes. */
    public static long elements(long... shape) {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
