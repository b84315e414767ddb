package io.mindstream.model.generate;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightSource;
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

/** {@link Generator} on DJL's PyTorch engine. Its weights are a copy, fused and in the precision asked for. */
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
        try (ScriptCall call = script.call()) {
            List<PtNDArray> parameters = new ArrayList<>();
            for (String name : layout.names()) {
                FloatTensor tensor = source.read(name);
                parameters.add(call.create(tensor.values(), tensor.shape()));
            }
            this.weights = call.tensors(parameters).run("prepare");
        }
    }

    /** Loads a checkpoint to serve. */
    public static TorchGenerator load(CheckpointDirectory checkpoint, Precision precision, int threads) {
        try (SafetensorsFile weights = checkpoint.weights()) {
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
