package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.generate.Reply;
import io.mindstream.model.generate.Sampling;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.TorchModelProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draws replies, gives the same tokens to the training pass, and holds the two log-probabilities of each against each other: what a policy
 * gradient's importance ratio is off by before anything was learnt.
 */
public final class LogProbabilityBench implements AutoCloseable {
    private final Qwen3VlConfig config;
    private final Precision precision;
    private final TorchGenerator generator;
    private final ModelProgram program;
    private final List<Double> differences = new ArrayList<>();

    /** Loads the model twice, as generator and as what trains. */
    public LogProbabilityBench(Qwen3VlConfig config, WeightSource weights, Precision precision, int threads) {
        this.config = config;
        this.precision = precision;
        this.generator = new TorchGenerator(config, weights, precision, threads);
        try {
            this.program = new TorchModelProgram(config, weights, precision, threads);
        } catch (RuntimeException e) {
            generator.close();
            throw e;
        }
    }

    /**
     * Compares replies to made-up prompts, drawn at temperature 1.
     *
     * @param threads native threads
     * @param calls batches
     */
    public static Differences run(
            Qwen3VlConfig config, WeightSource weights, Workload work, Precision precision, int threads, int calls) {
        try (LogProbabilityBench bench = new LogProbabilityBench(config, weights, precision, threads)) {
            Random random = new Random(1);
            for (int i = 0; i < calls; i++) {
                // Each row has a seed of its own.
                long seed = (long) i * work.batch();
                bench.compare(work.prompts(config, random), new Sampling(work.answer(), 1, 0, 1, seed, 8));
            }
            return bench.differences(work.toString());
        }
    }

    /**
     * Compares one batch; the differences add up. A reply is compared up to where it names a picture, which only a prompt can show.
     *
     * @return the replies
     */
    public List<Reply> compare(List<Prompt> prompts, Sampling sampling) {
        List<Reply> replies = generator.generate(prompts, sampling);
        List<Example> given = new ArrayList<>();
        List<Float> generated = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            given.add(joined(prompts.get(i), replies.get(i), generated));
        }
        if (!generated.isEmpty()) {
            float[] scored = program.evaluate(Batch.collate(given, config, 1)).losses();
            for (int i = 0; i < scored.length; i++) {
                differences.add((double) generated.get(i) + scored[i]);
            }
        }
        return replies;
    }

    private Example joined(Prompt prompt, Reply reply, List<Float> generated) {
        int before = prompt.tokens().length;
        int[] said = spoken(reply.tokens());
        int[] tokens = Arrays.copyOf(prompt.tokens(), before + said.length);
        int[] labels = new int[tokens.length];
        Arrays.fill(labels, Example.IGNORED);
        for (int i = 0; i < said.length; i++) {
            tokens[before + i] = said[i];
            labels[before + i] = said[i];
            generated.add(reply.logProbabilities()[i]);
        }
        return new Example(tokens, labels, prompt.images());
    }

    private int[] spoken(int[] tokens) {
        int end = 0;
        while (end < tokens.length && tokens[end] != config.imageToken() && tokens[end] != config.videoToken()) {
            end++;
        }
        return Arrays.copyOf(tokens, end);
    }

    /** Of all tokens compared so far, at least one. */
    public Differences differences(String work) {
        return Differences.of(
                "log-probabilities, " + precision + ", " + work,
                differences.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void close() {
        program.close();
        generator.close();
    }
}
