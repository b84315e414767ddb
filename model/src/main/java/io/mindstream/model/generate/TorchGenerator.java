package io.mindstream.model.generate;

import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.MappedBlocks;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.ModelDirectory;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Generator} on DJL's PyTorch engine. Its weights are native, fused and in the precision asked for. An adapter lies beside them and can be
 * changed for another between calls.
 */
public final class TorchGenerator implements Generator {
    private final Qwen3VlConfig config;
    private final Precision precision;
    private final int threads;
    private final Script script;
    /** Whether the weights go with this object; else they are another generator's. */
    private final boolean owner;

    private final IValue weights;
    /** Norms that are folded into the weights. */
    private final IValue folded;
    /** The adapter's fused tensors; none of them without one. */
    private IValue low;

    /**
     * @param config the model
     * @param given its parameters
     * @param precision of weights, caches and arithmetic
     * @param threads native threads of a call; 0 for one a core
     * @throws ModelException if the weights are not those of the configuration; names the tensors
     */
    public TorchGenerator(Qwen3VlConfig config, WeightSource given, Precision precision, int threads) {
        this.config = config;
        this.precision = precision;
        this.threads = threads;
        this.owner = true;
        ParameterLayout layout = new ParameterLayout(config);
        WeightSource source = new UprightExperts(given, layout);
        layout.check(source);
        this.script = Script.forInference(config, precision, threads);
        try {
            this.folded = script.list();
            this.low = script.list();
            this.weights = MappedBlocks.during(() -> prepare(layout, source));
        } catch (RuntimeException e) {
            script.close();
            throw e;
        }
    }

    private TorchGenerator(TorchGenerator other) {
        this.config = other.config;
        this.precision = other.precision;
        this.threads = other.threads;
        this.owner = false;
        this.weights = other.weights;
        this.folded = other.folded;
        this.script = Script.forInference(config, precision, threads);
        this.low = script.list();
    }

    /**
     * Another generator with the same weights, which takes no memory for them, and without an adapter. It may be used by another thread at the
     * same time, and has to be closed before this one.
     */
    public TorchGenerator beside() {
        return new TorchGenerator(this);
    }

    /**
     * From now on answers with an adapter beside the weights, which stay as they are, instead of the one before.
     *
     * @param layout the adapter's, of this model
     * @param adapter its tensors
     * @throws ModelException if they do not fit the layout; names them, and answers go on as before
     */
    public void use(AdapterLayout layout, WeightSource adapter) {
        layout.check(adapter);
        IValue made = script.list();
        try (IValue loaded = script.list()) {
            for (AdapterLayout.Slot slot : layout.slots()) {
                script.grow(loaded, Precision.FLOAT32, slot.shape());
            }
            for (int i = 0; i < layout.slots().size(); i++) {
                String name = layout.slots().get(i).name();
                if (name != null) {
                    script.fill(loaded, i, adapter, name);
                }
            }
            try (ScriptCall call = script.call();
                    IValue done = call.shared(made)
                            .shared(loaded)
                            .shared(folded)
                            .number(layout.lora().scale())
                            .run("prepare_adapter")) {
                done.toBoolean();
            }
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
        low.close();
        low = made;
    }

    /**
     * As above, with what a directory holds.
     *
     * @throws ModelException that names the file, and field or tensor, if the adapter is damaged or none of this model
     */
    public void use(AdapterDirectory adapter) {
        AdapterLayout layout = adapter.layout(config);
        try (SafetensorsFile tensors = adapter.weights(layout)) {
            use(layout, tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on answers without an adapter. */
    public void useNone() {
        low.close();
        low = script.list();
    }

    /** Loads and fuses one text layer after another, so that never more than one is there twice. */
    private IValue prepare(ParameterLayout layout, WeightSource source) {
        IValue prepared = script.list();
        try (IValue norms = script.list()) {
            for (int i = 0; i < config.text().layers(); i++) {
                add(prepared, "prepare_layer", norms, source, layout.textLayer(i));
            }
            add(prepared, "prepare_ends", norms, source, layout.textEnds());
            add(prepared, "prepare_vision", norms, source, layout.vision());
            return prepared;
        } catch (RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private void add(IValue prepared, String method, IValue norms, WeightSource source, List<String> names) {
        try (IValue loaded = script.load(source, names);
                ScriptCall call = script.call();
                IValue done = call.shared(prepared)
                        .shared(loaded)
                        .shared(norms)
                        .shared(folded)
                        .run(method)) {
            done.toBoolean();
        }
    }

    /** Loads a model to serve, and uses the adapter where the directory is one's. */
    public static TorchGenerator load(ModelDirectory directory, Precision precision, int threads) {
        TorchGenerator generator = load(new CheckpointDirectory(directory.model()), precision, threads);
        try {
            directory.adapter().ifPresent(generator::use);
            return generator;
        } catch (RuntimeException e) {
            generator.close();
            throw e;
        }
    }

    /** Loads a checkpoint to serve. */
    public static TorchGenerator load(CheckpointDirectory checkpoint, Precision precision, int threads) {
        try (StoredWeights weights = checkpoint.weights()) {
            return new TorchGenerator(checkpoint.config(), weights, precision, threads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Qwen3VlConfig config() {
        return config;
    }

    @Override
    public List<Reply> generate(List<Prompt> prompts, Sampling sampling, TokenListener listener) {
        if (prompts.isEmpty()) {
            return List.of();
        }
        List<Example> examples = new ArrayList<>();
        for (Prompt prompt : prompts) {
            int[] labels = new int[prompt.tokens().length];
            Arrays.fill(labels, Example.IGNORED);
            examples.add(new Example(prompt.tokens(), labels, prompt.images()));
        }
        Batch batch = Batch.collate(examples, config, 1);
        if (batch.length() + sampling.maxTokens() > config.text().maxPositions()) {
            throw new ModelException(
                    "prompt: " + batch.length() + " tokens and a reply of up to " + sampling.maxTokens()
                            + " exceed the model's " + config.text().maxPositions() + " positions");
        }
        try (Decoding decoding = new Decoding(script, weights, low, config, batch, sampling)) {
            return decoding.run(listener);
        }
    }

    /** Native arrays held now; a figure to watch. */
    public int heldArrays() {
        return script.heldArrays();
    }

    @Override
    public void close() {
        if (owner) {
            weights.close();
            folded.close();
        }
        low.close();
        script.close();
    }
}
