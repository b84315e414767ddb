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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** {@link ModelProgram} on DJL's PyTorch engine: the script computes, this class holds the state in native memory. */
public final class TorchModelProgram implements ModelProgram {
    static final String MEAN = "exp_avg.";
    static final String SQUARE = "exp_avg_sq.";
    static final String STEP = "step";
    /** As in torch.nn.utils.clip_grad_norm_. */
    static final double CLIP_EPSILON = 1e-6;

    private final Qwen3VlConfig config;
    private final TrainingOptions options;
    private final ParameterLayout layout;
    private final Predicate<String> trained;
    private final Script script;
    private final NativeParameters parameters;
    /** Those that are trained. */
    private final IValue moved;

    private final NativeParameters gradients;
    private final NativeParameters means;
    private final NativeParameters squares;
    private final ExpertLoads loads;
    private final TrainingPass pass;
    private final List<PtNDArray> steps = new ArrayList<>();
    private final Map<ParameterGroup, IValue> stepLists = new EnumMap<>(ParameterGroup.class);
    private final List<GradientWorker> workers = new ArrayList<>();
    /** For this thread and each worker what of the hidden matrices it moves; empty for AdamW. */
    private final List<List<MuonCall>> muon;

    private final RunningAverage average;

    /** Loads a model whose parameters are all trained with AdamW, as {@link TrainingOptions#plain} says. */
    public TorchModelProgram(Qwen3VlConfig config, WeightSource weights, Precision precision, int threads) {
        this(config, weights, TrainingOptions.plain(precision, threads));
    }

    /**
     * Loads a model to train.
     *
     * @param config the model
     * @param source its parameters: a checkpoint's file, or {@link io.mindstream.model.checkpoint.RandomWeights}
     * @throws ModelException if the weights are not those of the configuration; names the tensors
     */
    public TorchModelProgram(Qwen3VlConfig config, WeightSource source, TrainingOptions options) {
        this.config = config;
        this.options = options;
        this.layout = new ParameterLayout(config);
        this.trained = options.trained(layout);
        WeightSource weights = new UprightExperts(source, layout);
        layout.check(weights);
        this.script = new Script(config, options.precision(), options.threads());
        this.parameters = new NativeParameters(script, layout, trained);
        parameters.read(weights, "", name -> true);
        List<String> names = layout.names().stream().filter(trained).toList();
        this.moved = parameters.list(names);
        this.average = new RunningAverage(
                script,
                parameters,
                moved,
                () -> new NativeParameters(script, new LinkedHashSet<>(names), layout::shape),
                "the model");
        this.gradients = NativeParameters.besides(script, layout, trained);
        this.means = NativeParameters.besides(script, layout, trained);
        this.squares = NativeParameters.besides(script, layout, trained);
        this.loads = new ExpertLoads(script, config.text());
        this.pass = new TrainingPass(options.recompute(), flags());
        for (ParameterGroup group : ParameterGroup.values()) {
            List<PtNDArray> counts = layout.names(group).stream()
                    .filter(trained)
                    .map(name -> script.zeros())
                    .toList();
            steps.addAll(counts);
            stepLists.put(group, Script.list(counts));
        }
        for (int i = 1; i < options.workers(); i++) {
            this.workers.add(new GradientWorker(config, layout, options, pass, i));
        }
        this.muon = options.optimizer() == Optimizer.MUON
                ? MuonCall.shared(layout, trained, options.workers(), parameters, gradients, means)
                : List.of();
    }

    private boolean[] flags() {
        boolean[] flags = new boolean[layout.names().size()];
        int i = 0;
        for (String name : layout.names()) {
            flags[i++] = trained.test(name);
        }
        return flags;
    }

    /** How it trains. */
    public TrainingOptions options() {
        return options;
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
            if (byAdamW(group) && layout.names(group).stream().anyMatch(trained)) {
                update(group, step, shrink);
            }
        }
        if (!muon.isEmpty()) {
            muon.get(0).forEach(call -> call.run(script, step, shrink));
        }
        beside.forEach(GradientWorker::await);
    }

    private boolean byAdamW(String name) {
        return trained.test(name) && byAdamW(layout.group(name));
    }

    private boolean byAdamW(ParameterGroup group) {
        return options.optimizer() == Optimizer.ADAMW || !group.hidden();
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
        gradients.write(tensors, "", trained);
        return new Weights(tensors, "the gradients");
    }

    @Override
    public Weights optimizerState() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        means.write(tensors, MEAN, trained);
        squares.write(tensors, SQUARE, this::byAdamW);
        tensors.put(STEP, new FloatTensor(new long[0], new float[] {steps()}));
        return new Weights(tensors, "the optimiser");
    }

    @Override
    public void restoreOptimizer(WeightSource state) {
        for (String name : layout.names()) {
            if (trained.test(name) && !state.names().contains(MEAN + name)) {
                throw new ModelException(state.origin() + ": no tensor " + MEAN + name + ": this was trained with its "
                        + layout.part(name).name().toLowerCase(Locale.ROOT)
                        + " frozen, and does not go on without; a new training from its weights can");
            }
            if (byAdamW(name) && !state.names().contains(SQUARE + name)) {
                throw new ModelException(state.origin() + ": no tensor " + SQUARE + name
                        + ": this was trained with Muon and does not go on with AdamW");
            }
        }
        means.read(state, MEAN, trained);
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
        moved.close();
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
