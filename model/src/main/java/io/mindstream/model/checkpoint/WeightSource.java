package io.mindstream.model.checkpoint;

import java.util.Set;

/** Tensors by their Hugging Face names, read one at a time so that a model never lies in memory twice. */
public interface WeightSource {
    /** Names of all tensors, in the order of the file. */
    Set<String> names();

    /** The shape, outermost first. */
    long[] shape(String name);

    /** Reads one tensor as 32-bit floats, whatever it is stored as. */
    FloatTensor read(String name);

    /** Where the tensors come from, for messages. */
    String origin();
}
