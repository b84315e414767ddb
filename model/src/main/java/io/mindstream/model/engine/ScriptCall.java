package io.mindstream.model.engine;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.MethodCall;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** One native call: its arguments in order, its result, and the native memory of both, which is freed by {@link #close()}. */
public final class ScriptCall implements AutoCloseable {
    private final PtSymbolBlock block;
    private final PtNDManager scope;
    private final boolean autograd;
    private final List<IValue> arguments = new ArrayList<>();
    private final List<IValue> owned = new ArrayList<>();

    ScriptCall(PtSymbolBlock block, PtNDManager scope, boolean autograd) {
        this.block = block;
        this.scope = scope;
        this.autograd = autograd;
    }

    /** Adds a value that outlives the call. */
    public ScriptCall shared(IValue value) {
        arguments.add(value);
        return this;
    }

    /** Adds a number as a float. */
    public ScriptCall number(double value) {
        return own(IValue.from(value));
    }

    /** Adds a whole number. */
    public ScriptCall integer(long value) {
        return own(IValue.from(value));
    }

    /** Adds a list of whole numbers. */
    public ScriptCall integers(long... values) {
        return own(IValue.listFrom(values));
    }

    /** Adds a uint8 tensor of a direct buffer's bytes, without a copy: they must stay as they are until the call has run. */
    public ScriptCall bytes(ByteBuffer direct) {
        // a slice, as native code sees where a buffer's memory begins and not its position
        ByteBuffer slice = direct.slice();
        return own(IValue.from(scope.create(slice, new Shape(slice.remaining()), DataType.UINT8)));
    }

    /** Adds a list of flags. */
    public ScriptCall flags(boolean[] values) {
        return own(IValue.listFrom(values));
    }

    /** Adds an int64 tensor. */
    public ScriptCall tensor(long[] values, long... shape) {
        return own(IValue.from(create(values, shape)));
    }

    /** Adds a float32 tensor. */
    public ScriptCall tensor(float[] values, long... shape) {
        return own(IValue.from(create(values, shape)));
    }

    /** Adds a list of tensors made by {@link #create}. */
    public ScriptCall tensors(List<PtNDArray> arrays) {
        return own(IValue.listFrom(arrays.toArray(PtNDArray[]::new)));
    }

    /** An int64 tensor that lives as long as the call. */
    public PtNDArray create(long[] values, long... shape) {
        return scope.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64);
    }

    /** A float32 tensor that lives as long as the call. */
    public PtNDArray create(float[] values, long... shape) {
        return scope.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32);
    }

    private ScriptCall own(IValue value) {
        owned.add(value);
        arguments.add(value);
        return this;
    }

    /** Runs the method; the caller owns the result. */
    public IValue run(String method) {
        return MethodCall.run(block, method, autograd, arguments.toArray(IValue[]::new));
    }

    /** Runs the method and reads its one float32 tensor. */
    public float[] runForFloats(String method) {
        try (IValue result = run(method);
                PtNDArray array = result.toTensor(scope)) {
            return array.toFloatArray();
        }
    }

    /** Runs the method and reads its float. */
    public double runForNumber(String method) {
        try (IValue result = run(method)) {
            return result.toDouble();
        }
    }

    /** Runs the method and leaves its tensors in native memory, to live as long as the call. */
    public PtNDArray[] runForTensors(String method) {
        try (IValue result = run(method)) {
            return result.toTensorArray(scope);
        }
    }

    @Override
    public void close() {
        for (IValue value : owned) {
            value.close();
        }
        scope.close();
    }
}
