package io.mindstream.model.checkpoint;

import java.io.Closeable;

/** A checkpoint's tensors, in one file ({@link SafetensorsFile}) or in several ({@link ShardedWeights}); to be closed when they are read. */
public interface StoredWeights extends WeightSource, Closeable {
    /** Bytes of all tensors together, as they are stored. */
    default long bytes() {
        return names().stream()
                .mapToLong(
                        name -> FloatTensor.elements(shape(name)) * type(name).bytes())
                .sum();
    }
}
