package io.mindstream.model.program;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterGroup;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Script;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One 32-bit native tensor for each parameter: the parameters themselves, their gradients, or a moment of the optimiser. */
final class NativeParameters implements AutoCloseable {
    private final Map<String, PtNDArray> arrays = new LinkedHashMap<>();
    private final Script script;
    private final IValue list;
    private final Map<ParameterGroup, IValue> groups = new EnumMap<>(ParameterGroup.class);

    /**
     * All zeros.
     *
     * @param trained parameters that the groups have
     */
    NativeParameters(Script script, ParameterLayout layout, Predicate<String> trained) {
        this(script, layout, trained, layout::shape);
    }

    /**
     * Zeros for what goes along with the trained parameters; in the place of each other parameter one number, so that the list has the
     * layout's order.
     */
    static NativeParameters besides(Script script, ParameterLayout layout, Predicate<String> trained) {
        return new NativeParameters(
                script, layout, trained, name -> trained.test(name) ? layout.shape(name) : new long[0]);
    }

    private NativeParameters(
            Script script, ParameterLayout layout, Predicate<String> trained, Function<String, long[]> shape) {
        this(script, layout.names(), shape);
        for (ParameterGroup group : ParameterGroup.values()) {
            groups.put(group, list(layout.names(group).stream().filter(trained).toList()));
        }
    }

    /** All zeros, without groups. */
    NativeParameters(Script script, Set<String> names, Function<String, long[]> shape) {
        this.script = script;
        names.forEach(name -> arrays.put(name, script.zeros(shape.apply(name))));
        this.list = Script.list(List.copyOf(arrays.values()));
    }

    /** Whether there is a tensor of this name. */
    boolean has(String name) {
        return arrays.containsKey(name);
    }

    /** One of the tensors; it stays this object's. */
    PtNDArray array(String name) {
        return arrays.get(name);
    }

    /** The tensors as an argument of a call, in the layout's order. */
    IValue list() {
        return list;
    }

    /** Those of one group, likewise. */
    IValue list(ParameterGroup group) {
        return groups.get(group);
    }

    /** Some of them, likewise; the caller closes it. */
    IValue list(List<String> names) {
        return Script.list(names.stream().map(arrays::get).toList());
    }

    /** Takes the values of {@code prefix + name} for each parameter that is chosen. */
    void read(WeightSource source, String prefix, Predicate<String> chosen) {
        int index = 0;
        for (Map.Entry<String, PtNDArray> parameter : arrays.entrySet()) {
            if (chosen.test(parameter.getKey())) {
                fill(index, source, prefix + parameter.getKey(), parameter.getValue());
            }
            index++;
        }
    }

    private void fill(int index, WeightSource source, String name, PtNDArray into) {
        long[] shape = into.getShape().getShape();
        if (!Arrays.equals(source.shape(name), shape)) {
            throw new ModelException(source.origin(name) + ": tensor " + name + " has shape "
                    + Arrays.toString(source.shape(name)) + " instead of " + Arrays.toString(shape));
        }
        script.fill(list, index, source, name);
    }

    /** Copies the values of the chosen ones under {@code prefix + name}. */
    void write(Map<String, FloatTensor> into, String prefix, Predicate<String> chosen) {
        arrays.forEach((name, array) -> {
            if (chosen.test(name)) {
                into.put(prefix + name, new FloatTensor(array.getShape().getShape(), array.toFloatArray()));
            }
        });
    }

    void clear() {
        script.clear(list);
    }

    @Override
    public void close() {
        groups.values().forEach(IValue::close);
        list.close();
    }
}
