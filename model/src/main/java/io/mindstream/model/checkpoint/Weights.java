package io.mindstream.model.checkpoint;

import io.mindstream.model.ModelException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tensors on the Java heap, by name. Immutable as a map; the arrays are the caller's. */
public final class Weights implements WeightSource {
    private final Map<String, FloatTensor> tensors;
    private final String origin;

    public Weights(Map<String, FloatTensor> tensors, String origin) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        this.origin = origin;
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public long[] shape(String name) {
        return read(name).shape().clone();
    }

    @Override
    public FloatTensor read(String name) {
        FloatTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelException(origin + ": no tensor " + name);
        }
        return tensor;
    }

    @Override
    public String origin() {
        return origin;
    }
}
