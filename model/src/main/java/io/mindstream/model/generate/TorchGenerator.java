package io.mindstream.model.generate;

import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.MappedBlocks;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link Generator} on DJL's PyTorch engine. Its weights are native, fused and in the precision asked for. */
public final class TorchGenerator implements Generator {
    private final Qwen3VlConfig config;
    private final Script script;
    private final IValue weights;

    /**
     * @param config the model
     * @param given its parameters
     * @param precision of weights, caches and arithmetic
     * @param threads native threads of a call; 0 for one a core
     * @throws ModelException if the weights are not those of the configuration; names the tensors
     */
    public TorchGenerator(Qwen3VlConfig config, WeightSource given, Precision precision, int threads) {
        this.config = config;
        ParameterLayout layout = new ParameterLayout(config);
        WeightSource source = new UprightExperts(given, layout);
        layout.check(source);
        this.script = new Script(config, precision, threads);
        try {
            this.weights = MappedBlocks.during(() -> prepare(layout, source));
        } catch (RuntimeException e) {
            script.close();
            throw e;
        }
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
                IValue done = call.shared(prepared).shared(loaded).shared(norms).run(method)) {
            done.toBoolean();
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
        try (Decoding decoding = new Decoding(script, weights, config, batch, sampling)) {
            return decoding.run(listener);
        }
    }

    /** Native arrays held now; a figure to watch. */
    public int heldArrays() {
        return script.heldArrays();
    }

    @Override
    public void close() {
        weights.close();
        script.close();
    }
}
