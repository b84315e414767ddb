package io.mindstream.model.program;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.MappedBlocks;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import io.mindstream.model.lora.AdapterLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains an adapter beside a model that stays as it is: of the model there are neither gradients nor moments nor 32-bit copies. What it is
 * stored in as bfloat16 is held so if the arithmetic is bfloat16's, all else as 32-bit floats. The adapter, its gradients and moments are
 * 32-bit. Passes keep no more than {@link Recompute#LAYER} does.
 *
 * <p>{@link #weights()}, {@link #gradients()}, {@link #optimizerState()} and {@link #averaged()} are of the adapter alone, under PEFT's names.
 */
public final class LoraModelProgram implements ModelProgram {
    private final Qwen3VlConfig config;
    private final AdapterLayout layout;
    private final boolean[] frozen;
    private final Script script;
    private final IValue base;
    private final IValue noGradients;
    private final NativeParameters adapter;
    private final NativeParameters gradients;
    private final NativeParameters means;
    private final NativeParameters squares;
    private final IValue adapterSlots;
    private final IValue gradientSlots;
    private final List<PtNDArray> steps;
    private final IValue stepList;
    private final ExpertLoads loads;
    private final AdapterDropout dropout;
    private final RunningAverage average;

    /**
     * Loads a model and an adapter.
     *
     * @param config the model
     * @param source its parameters
     * @param layout the adapter
     * @param begun its tensors: those of a file, or {@link io.mindstream.model.lora.NewAdapter}
     * @param precision what the arithmetic is done in
     * @param threads native threads of a call; 0 for one a core
     * @param seed of what the adapter's dropout leaves out
     * @throws ModelException if the tensors of either are not those of its configuration, names them
     */
    public LoraModelProgram(
            Qwen3VlConfig config,
            WeightSource source,
            AdapterLayout layout,
            WeightSource begun,
            Precision precision,
            int threads,
            long seed) {
        ParameterLayout parameters = new ParameterLayout(config);
        WeightSource weights = new UprightExperts(source, parameters);
        parameters.check(weights);
        layout.check(begun);
        this.config = config;
        this.layout = layout;
        this.frozen = new boolean[parameters.names().size()];
        this.script = new Script(config, precision, threads);
        this.base = MappedBlocks.during(() -> script.load(weights, parameters.names()));
        this.noGradients = Script.list(Collections.nCopies(frozen.length, script.zeros()));
        this.adapter = tensors();
        adapter.read(begun, "", name -> true);
        this.average = new RunningAverage(script, adapter, adapter.list(), this::tensors, "the adapter");
        this.gradients = tensors();
        this.means = tensors();
        this.squares = tensors();
        List<PtNDArray> none = layout.slots().stream()
                .map(slot -> slot.name() == null ? script.zeros(slot.shape()) : null)
                .toList();
        this.adapterSlots = slots(adapter, none);
        this.gradientSlots = slots(gradients, none);
        this.steps = layout.names().stream().map(name -> script.zeros()).toList();
        this.stepList = Script.list(steps);
        this.loads = new ExpertLoads(script, config.text());
        this.dropout = new AdapterDropout(layout.lora(), config, seed);
    }

    private NativeParameters tensors() {
        return new NativeParameters(script, layout.names(), layout.shapes()::get);
    }

    private IValue slots(NativeParameters of, List<PtNDArray> none) {
        List<PtNDArray> arrays = new ArrayList<>();
        for (int i = 0; i < none.size(); i++) {
            String name = layout.slots().get(i).name();
            arrays.add(name == null ? none.get(i) : of.array(name));
        }
        return Script.list(arrays);
    }

    @Override
    public Qwen3VlConfig config() {
        return config;
    }

    /** The adapter's configuration and tensors. */
    public AdapterLayout layout() {
        return layout;
    }

    @Override
    public StepResult forwardBackward(Batch batch, double weight) {
        batch.requireLabels();
        try (ScriptCall call = script.call()) {
            call.shared(base)
                    .shared(noGradients)
                    .flags(frozen)
                    .shared(adapterSlots)
                    .shared(gradientSlots)
                    .number(layout.lora().scale())
                    .tensors(dropout.next(call, steps()));
            batch.pass(call);
            batch.passLabels(call);
            batch.passWeights(call);
            call.number(weight).shared(loads.argument());
            return TorchModelProgram.result(call.runForFloats("forward_backward_by_layer"));
        }
    }

    @Override
    public List<StepResult> forwardBackward(List<Batch> parts) {
        parts.forEach(Batch::requireLabels);
        double total = parts.stream().mapToDouble(Batch::weight).sum();
        return parts.stream()
                .map(part -> forwardBackward(part, part.weight() / total))
                .toList();
    }

    @Override
    public StepResult evaluate(Batch batch) {
        batch.requireLabels();
        try (ScriptCall call = script.call()) {
            call.shared(base).shared(adapterSlots).number(layout.lora().scale());
            batch.pass(call);
            batch.passLabels(call);
            return TorchModelProgram.result(call.runForFloats("evaluate_by_layer"));
        }
    }

    @Override
    public Activations activations(Batch batch) {
        try (ScriptCall call = script.call()) {
            call.shared(base).shared(adapterSlots).number(layout.lora().scale());
            batch.pass(call);
            batch.passKept(call);
            return TorchModelProgram.activations(call.runForTensors("activations_by_layer"), batch, config);
        }
    }

    /** All of the adapter moves at {@link AdamWStep#learningRate()}, and decays. */
    @Override
    public Update apply(AdamWStep step) {
        double norm;
        try (ScriptCall call = script.call()) {
            norm = call.shared(gradients.list()).runForNumber("norm");
        }
        boolean applied = Double.isFinite(norm);
        if (applied) {
            try (ScriptCall call = script.call()) {
                call.shared(adapter.list())
                        .shared(gradients.list())
                        .shared(means.list())
                        .shared(squares.list())
                        .shared(stepList)
                        .number(step.learningRate())
                        .number(step.beta1())
                        .number(step.beta2())
                        .number(step.epsilon())
                        .number(step.weightDecay())
                        .number(Math.max(1, (norm + TorchModelProgram.CLIP_EPSILON) / step.clipNorm()))
                        .run("update")
                        .close();
            }
        }
        dropGradients();
        return new Update(norm, applied);
    }

    @Override
    public void dropGradients() {
        gradients.clear();
        dropout.restart();
    }

    @Override
    public long[][] takeExpertLoads() {
        long[][] counts =
                new long[config.text().expertLayers()][config.text().experts().count()];
        loads.moveTo(counts);
        return counts;
    }

    @Override
    public void average(double share) {
        average.take(share);
    }

    @Override
    public Weights averaged() {
        return average.weights();
    }

    @Override
    public void restoreAverage(WeightSource weights) {
        layout.check(weights);
        average.restore(weights);
    }

    @Override
    public long steps() {
        return (long) steps.get(0).toFloatArray()[0];
    }

    @Override
    public Weights weights() {
        return copy(adapter, "the adapter");
    }

    /** Replaces the adapter's tensors, not its optimiser's state: another adapter of the same layout, over the same base. */
    public void restoreAdapter(WeightSource weights) {
        layout.check(weights);
        adapter.read(weights, "", name -> true);
    }

    @Override
    public Weights gradients() {
        return copy(gradients, "the gradients");
    }

    private static Weights copy(NativeParameters of, String origin) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        of.write(tensors, "", name -> true);
        return new Weights(tensors, origin);
    }

    @Override
    public Weights optimizerState() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        means.write(tensors, TorchModelProgram.MEAN, name -> true);
        squares.write(tensors, TorchModelProgram.SQUARE, name -> true);
        tensors.put(TorchModelProgram.STEP, new FloatTensor(new long[0], new float[] {steps()}));
        return new Weights(tensors, "the optimiser");
    }

    @Override
    public void restoreOptimizer(WeightSource state) {
        for (String name : layout.names()) {
            for (String prefix : List.of(TorchModelProgram.MEAN, TorchModelProgram.SQUARE)) {
                if (!state.names().contains(prefix + name)) {
                    throw new ModelException(state.origin() + ": no tensor " + prefix + name);
                }
            }
        }
        means.read(state, TorchModelProgram.MEAN, name -> true);
        squares.read(state, TorchModelProgram.SQUARE, name -> true);
        float[] count = state.read(TorchModelProgram.STEP).values();
        steps.forEach(step -> script.copy(count, step));
    }

    /** Native arrays held now; a figure to watch. */
    public int heldArrays() {
        return script.heldArrays();
    }

    @Override
    public void close() {
        stepList.close();
        adapterSlots.close();
        gradientSlots.close();
        adapter.close();
        gradients.close();
        means.close();
        squares.close();
        loads.close();
        average.close();
        noGradients.close();
        base.close();
        script.close();
    }
}
