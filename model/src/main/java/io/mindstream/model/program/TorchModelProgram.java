package io.mindstream.model.program;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterGroup;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** {@link ModelProgram} on DJL's PyTorch engine: the script computes, this class holds the state in native memory. */
public final class TorchModelProgram implements ModelProgram {
    static final String MEAN = "exp_avg.";
    static final String SQUARE = "exp_avg_sq.";
    static final String STEP = "step";
    /** As in torch.nn.utils.clip_grad_norm_. */
    static final double CLIP_EPSILON = 1e-6;

    private final Qwen3VlConfig config;
    private final ParameterLayout layout;
    private final Script script;
    private final NativeParameters parameters;
    private final NativeParameters gradients;
    private final NativeParameters means;
    private final NativeParameters squares;
    private final ExpertLoads loads;
    private final TrainingPass pass;
    private final List<PtNDArray> steps = new ArrayList<>();
    private final Map<ParameterGroup, IValue> stepLists = new EnumMap<>(ParameterGroup.class);
    private final List<GradientWorker> workers = new ArrayList<>();
    private final Optimizer optimizer;
    /** For this thread and each worker what of the hidden matrices it moves; empty for AdamW. */
    private final List<List<MuonCall>> muon;

    private final RunningAverage average;

    /**
     * Loads a model to train with AdamW.
     *
     * @param config the model
     * @param weights its parameters: a checkpoint's file, or {@link io.mindstream.model.checkpoint.RandomWeights}
     * @param precision what the arithmetic is done in
     * @param threads native threads of a call; 0 for one a core
     * @throws ModelException if the weights are not those of the configuration; names the tensors
     */
    public TorchModelProgram(Qwen3VlConfig config, WeightSource weights, Precision precision, int threads) {
        this(config, weights, precision, threads, 1, Optimizer.ADAMW, Recompute.NONE);
    }

    /** Loads a model to train that keeps all that its gradient needs. */
    public TorchModelProgram(
            Qwen3VlConfig config,
            WeightSource weights,
            Precision precision,
            int threads,
            int workers,
            Optimizer optimizer) {
        this(config, weights, precision, threads, workers, optimizer, Recompute.NONE);
    }

    /**
     * Loads a model to train, parts of a batch side by side. Small models are much faster this way than with as many native threads: their
     * operations are so short that threads which share one mostly wait for each other.
     *
     * @param workers parts that run at the same time, each on {@code threads} native threads and with gradients of its own
     * @param optimizer what {@link #apply} does
     * @param recompute what a pass keeps of its way forwards
     */
    public TorchModelProgram(
            Qwen3VlConfig config,
            WeightSource source,
            Precision precision,
            int threads,
            int workers,
            Optimizer optimizer,
            Recompute recompute) {
        this.config = config;
        this.layout = new ParameterLayout(config);
        WeightSource weights = new UprightExperts(source, layout);
        layout.check(weights);
        this.script = new Script(config, precision, threads);
        this.parameters = new NativeParameters(script, layout);
        parameters.read(weights, "", name -> true);
        this.average = new RunningAverage(script, parameters, () -> new NativeParameters(script, layout), "the model");
        this.gradients = new NativeParameters(script, layout);
        this.means = new NativeParameters(script, layout);
        this.squares = new NativeParameters(script, layout);
        this.loads = new ExpertLoads(script, config.text());
        this.pass = TrainingPass.ofAll(layout.names().size(), recompute);
        for (ParameterGroup group : ParameterGroup.values()) {
            List<PtNDArray> counts =
                    layout.names(group).stream().map(name -> script.zeros()).toList();
            steps.addAll(counts);
            stepLists.put(group, Script.list(counts));
        }
        for (int i = 1; i < workers; i++) {
            this.workers.add(new GradientWorker(config, layout, precision, threads, pass, i));
        }
        this.optimizer = optimizer;
        this.muon = optimizer == Optimizer.MUON
                ? MuonCall.shared(layout, workers, parameters, gradients, means)
                : List.of();
    }

    @Override
    public Qwen3VlConfig config() {
        return config;
    }

    @Override
    public StepResult forwardBackward(Batch batch, double weight) {
        return pass.run(script, parameters.list(), gradients.list(), batch, weight, loads);
    }

    @Override
    public List<StepResult> forwardBackward(List<Batch> parts) {
        parts.forEach(Batch::requireLabels);
        double total = parts.stream().mapToDouble(Batch::weight).sum();
        List<StepResult> results = new ArrayList<>(parts.size());
        int ways = workers.size() + 1;
        for (int from = 0; from < parts.size(); from += ways) {
            List<Batch> together = parts.subList(from, Math.min(parts.size(), from + ways));
            List<Future<StepResult>> beside = new ArrayList<>();
            for (int i = 1; i < together.size(); i++) {
                Batch part = together.get(i);
                beside.add(workers.get(i - 1).forwardBackward(parameters, part, part.weight() / total));
            }
            Batch first = together.get(0);
            results.add(forwardBackward(first, first.weight() / total));
            for (int i = 0; i < beside.size(); i++) {
                results.add(GradientWorker.await(beside.get(i)));
                try (ScriptCall call = script.call();
                        IValue done = call.shared(gradients.list())
                                .shared(workers.get(i).gradients().list())
                                .run("gather")) {
                    done.toBoolean();
                }
            }
        }
        return results;
    }

    @Override
    public StepResult evaluate(Batch batch) {
        batch.requireLabels();
        try (ScriptCall call = script.call()) {
            call.shared(parameters.list());
            batch.pass(call);
            batch.passLabels(call);
            return result(call.runForFloats("evaluate"));
        }
    }

    static StepResult result(float[] outcome) {
        int count = outcome.length / 2;
        float[] losses = Arrays.copyOf(outcome, count);
        boolean[] correct = new boolean[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += losses[i];
            correct[i] = outcome[count + i] != 0;
        }
        return new StepResult(sum / count, losses, correct);
    }

    @Override
    public Update apply(AdamWStep step) {
        double norm;
        try (ScriptCall call = script.call()) {
            norm = call.shared(gradients.list()).runForNumber("norm");
        }
        boolean applied = Double.isFinite(norm);
        if (applied) {
            double shrink = Math.max(1, (norm + CLIP_EPSILON) / step.clipNorm());
            move(step, shrink);
        }
        gradients.clear();
        return new Update(norm, applied);
    }

    private void move(AdamWStep step, double shrink) {
        List<Future<?>> beside = new ArrayList<>();
        for (int i = 1; i < muon.size(); i++) {
            beside.add(workers.get(i - 1).apply(muon.get(i), step, shrink));
        }
        for (ParameterGroup group : ParameterGroup.values()) {
            if (byAdamW(group)) {
                update(group, step, shrink);
            }
        }
        if (!muon.isEmpty()) {
            muon.get(0).forEach(call -> call.run(script, step, shrink));
        }
        beside.forEach(GradientWorker::await);
    }

    private boolean byAdamW(String name) {
        return byAdamW(layout.group(name));
    }

    private boolean byAdamW(ParameterGroup group) {
        return optimizer == Optimizer.ADAMW || !group.hidden();
    }

    private void update(ParameterGroup group, AdamWStep step, double shrink) {
        try (ScriptCall call = script.call()) {
            call.shared(parameters.list(group))
                    .shared(gradients.list(group))
                    .shared(means.list(group))
                    .shared(squares.list(group))
                    .shared(stepLists.get(group))
                    .number(group.vision() ? step.visionRate() : step.learningRate())
                    .number(step.beta1())
                    .number(step.beta2())
                    .number(step.epsilon())
                    .number(group.matrices() || step.decayAll() ? step.weightDecay() : 0)
                    .number(shrink)
                    .run("update")
                    .close();
        }
    }

    @Override
    public void dropGradients() {
        gradients.clear();
    }

    @Override
    public Activations activations(Batch batch) {
        try (ScriptCall call = script.call()) {
            call.shared(parameters.list());
            batch.pass(call);
            batch.passKept(call);
            return activations(call.runForTensors("activations"), batch, config);
        }
    }

    static Activations activations(PtNDArray[] found, Batch batch, Qwen3VlConfig config) {
        long[] shape = {batch.size(), batch.length(), config.text().vocabSize()};
        FloatTensor logits = new FloatTensor(shape, found[0].toFloatArray());
        int[] order = batch.imageOrder();
        List<FloatTensor> features = Arrays.stream(found)
                .skip(2)
                .map(array -> rows(array.getShape().getShape(), array.toFloatArray(), order))
                .toList();
        FloatTensor none = new FloatTensor(new long[] {0, config.text().hiddenSize()}, new float[0]);
        return new Activations(
                logits,
                found[1].toFloatArray()[0],
                features.isEmpty() ? none : features.get(0),
                features.isEmpty() ? List.of() : features.subList(1, features.size()));
    }

    private static FloatTensor rows(long[] shape, float[] values, int[] order) {
        int width = (int) shape[1];
        float[] ordered = new float[values.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(values, order[i] * width, ordered, i * width, width);
        }
        return new FloatTensor(shape, ordered);
    }

    @Override
    public long[][] takeExpertLoads() {
        long[][] counts =
                new long[config.text().expertLayers()][config.text().experts().count()];
        loads.moveTo(counts);
        workers.forEach(worker -> worker.loads().moveTo(counts));
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
        average.restore(weights);
    }

    @Override
    public long steps() {
        return (long) steps.get(0).toFloatArray()[0];
    }

    @Override
    public Weights weights() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        parameters.write(tensors, "", name -> true);
        return new Weights(tensors, "the model");
    }

    @Override
    public Weights gradients() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        gradients.write(tensors, "", name -> true);
        return new Weights(tensors, "the gradients");
    }

    @Override
    public Weights optimizerState() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        means.write(tensors, MEAN, name -> true);
        squares.write(tensors, SQUARE, this::byAdamW);
        tensors.put(STEP, new FloatTensor(new long[0], new float[] {steps()}));
        return new Weights(tensors, "the optimiser");
    }

    @Override
    public void restoreOptimizer(WeightSource state) {
        for (String name : layout.names()) {
            if (byAdamW(name) && !state.names().contains(SQUARE + name)) {
                throw new ModelException(state.origin() + ": no tensor " + SQUARE + name
                        + ": this was trained with Muon and does not go on with AdamW");
            }
        }
        means.read(state, MEAN, name -> true);
        squares.read(state, SQUARE, this::byAdamW);
        float[] count = state.read(STEP).values();
        steps.forEach(step -> script.copy(count, step));
    }

    /** Native arrays held now; a figure to watch. */
    public int heldArrays() {
        return script.heldArrays();
    }

    @Override
    public void close() {
        workers.forEach(GradientWorker::close);
        stepLists.values().forEach(IValue::close);
        muon.forEach(calls -> calls.forEach(MuonCall::close));
        parameters.close();
        gradients.close();
        means.close();
        squares.close();
        loads.close();
        average.close();
        script.close();
    }
}
