package io.mindstream.model.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.VisionConfig;
import io.mindstream.model.checkpoint.WeightSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The TorchScript of {@code script/}, loaded for one configuration, and the native memory that lives as long as it. Each mode (training,
 * inference) loads its own.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Script implements AutoCloseable {
    private static final List<String> SOURCES = List.of(
            "__torch__.py",
            "__torch__/attention.py",
            "__torch__/vision.py",
            "__torch__/text.py",
            "__torch__/experts.py",
            "__torch__/recompute.py",
            "__torch__/decode.py",
            "__torch__/muon.py");

    private final PtNDManager manager;
    private final PtSymbolBlock block;
    private final int threads;
    private final Precision precision;
    private final boolean autograd;
    private Thread prepared;

    /**
     * To train.
     *
     * @param precision what the arithmetic is done in
     * @param threads native threads of each call; 0 for the engine's own choice, one a core
     */
    public Script(Qwen3VlConfig config, Precision precision, int threads) {
        this(config, precision, threads, true);
    }

    /** To generate: the same without gradients. */
    public static Script forInference(Qwen3VlConfig config, Precision precision, int threads) {
        return new Script(config, precision, threads, false);
    }

    private Script(Qwen3VlConfig config, Precision precision, int threads, boolean autograd) {
        this.autograd = autograd;
        this.threads = threads;
        this.precision = precision;
        NativeThreads.sleepWhereTheyWait();
        ComputeDevice device = ComputeDevice.ofProcess();
        this.manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager(device.device());
        byte[] archive = ScriptArchive.pack(SOURCES, attributes(config, precision, device));
        try {
            this.block = JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            manager.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static Map<String, Object> attributes(Qwen3VlConfig config, Precision precision, ComputeDevice device) {
        TextConfig text = config.text();
        VisionConfig vision = config.vision();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        attributes.put("text_layers", text.layers());
        attributes.put("starts", starts(text));
        attributes.put("top_k", text.experts().perToken());
        attributes.put("balance_weight", text.experts().balanceWeight());
        attributes.put("heads", text.heads());
        attributes.put("key_value_heads", text.keyValueHeads());
        attributes.put("head_dim", text.headDim());
        attributes.put("norm_epsilon", text.normEpsilon());
        attributes.put("rope_theta", text.ropeTheta());
        attributes.put("mrope_section", text.mropeSection());
        attributes.put("tied", config.tiedHead());
        attributes.put("vision_depth", vision.depth());
        attributes.put("vision_heads", vision.heads());
        attributes.put("merge_area", vision.mergeSize() * vision.mergeSize());
        attributes.put("deepstack", vision.deepstackLayers());
        attributes.put("dtype", precision.scalarType());
        attributes.put("device", device.name());
        return attributes;
    }

    /** Where each layer's tensors begin among those that the script fuses, and where the last one's end: six, or seven of experts. */
    private static List<Integer> starts(TextConfig text) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < text.layers(); i++) {
            starts.add(starts.get(i) + (text.experts().in(i) ? 7 : 6));
        }
        return starts;
    }

    /** Starts a call, without autograd unless its method switches it on. Close it when its result is read. */
    public ScriptCall call() {
        if (prepared != Thread.currentThread()) {
            prepare();
        }
        JniUtils.setGradMode(false);
        return new ScriptCall(block, (PtNDManager) manager.newSubManager(), autograd);
    }

    /**
     * Both belong to the calling thread. The profiling executor is switched off: it has been seen to mishandle gradients when
     * shapes change, and recompiles for each new one.
     */
    private void prepare() {
        JniUtils.setGraphExecutorOptimize(false);
        if (threads > 0) {
            JniUtils.setNumThreads(threads);
        }
        prepared = Thread.currentThread();
    }

    /** A tensor in native memory that lives until {@link #close()}, filled with zeros. */
    public PtNDArray zeros(long... shape) {
        return (PtNDArray) manager.zeros(new Shape(shape), DataType.FLOAT32);
    }

    /**
     * Copies values into a native tensor. (NDArray.set would make the tensor point into Java memory that may then be collected.)
     */
    public void copy(float[] values, PtNDArray into) {
        try (ScriptCall call = call();
                IValue target = IValue.from(into);
                IValue done = call.shared(target)
                        .tensor(values, into.getShape().getShape())
                        .run("copy")) {
            done.toBoolean();
        }
    }

    /** An empty list of tensors for methods to add to; it and what it holds live until it is closed. */
    public IValue list() {
        try (ScriptCall call = call()) {
            return call.run("none");
        }
    }

    /**
     * Overwrites one tensor of a list with the source's values, in windows: neither Java nor native memory holds it a second time.
     *
     * @param into a list of tensors; this one has as many elements as the source's
     * @param index which
     */
    public void fill(IValue into, int index, WeightSource source, String name) {
        ElementType type = source.type(name);
        int dtype = scalarType(type);
        long[] done = {0};
        source.stream(name, bytes -> {
            long count = bytes.remaining() / type.bytes();
            try (ScriptCall call = call();
                    IValue filled = call.shared(into)
                            .integer(index)
                            .integer(done[0])
                            .bytes(bytes)
                            .integer(dtype)
                            .run("fill")) {
                filled.toBoolean();
            }
            done[0] += count;
        });
    }

    /**
     * Loads tensors into native memory: those that are stored in this script's bfloat16 as such, all others as 32-bit floats.
     *
     * @param names which, in this order
     * @return a list for {@link ScriptCall#shared}; what it holds lives until it is closed
     */
    public IValue load(WeightSource source, Collection<String> names) {
        IValue list = list();
        int index = 0;
        try {
            for (String name : names) {
                boolean half = precision == Precision.BFLOAT16 && source.type(name) == ElementType.BF16;
                grow(list, half ? Precision.BFLOAT16 : Precision.FLOAT32, source.shape(name));
                fill(list, index++, source, name);
            }
            return list;
        } catch (RuntimeException e) {
            list.close();
            throw e;
        }
    }

    /** Adds a tensor to a list, of any numbers. */
    public void grow(IValue list, Precision type, long... shape) {
        try (ScriptCall call = call();
                IValue made = call.shared(list)
                        .integers(shape)
                        .integer(type.scalarType())
                        .run("grow")) {
            made.toBoolean();
        }
    }

    /** torch's number for what a file holds. */
    private static int scalarType(ElementType type) {
        return switch (type) {
            case F32 -> Precision.FLOAT32.scalarType();
            case BF16 -> Precision.BFLOAT16.scalarType();
            case F16 -> 5;
            case I64 -> 4;
            case I32 -> 3;
        };
    }

    /** Fills native tensors with zeros. */
    public void clear(IValue tensors) {
        try (ScriptCall call = call();
                IValue done = call.shared(tensors).run("clear")) {
            done.toBoolean();
        }
    }

    /** A list of tensors as an argument of many calls; it and what it holds live until closed. */
    public static IValue list(List<PtNDArray> arrays) {
        return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
    }

    /** Native arrays held now, those of calls under way included: constant between calls, else something leaks. */
    public int heldArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
