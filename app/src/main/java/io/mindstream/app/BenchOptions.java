package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mindstream.model.bench.Workload;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.NativeThreads;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.ModelDirectory;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The work that commands of {@code bench} are given. */
final class BenchOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Model to measure, in Hugging Face layout (default: nano with random weights).")
    private Path checkpoint;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Conversations (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "80",
            description = "Tokens of each, the picture's included (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(
            names = "--answer",
            paramLabel = "N",
            defaultValue = "16",
            description = "Tokens of them that are learnt or decoded (default: ${DEFAULT-VALUE}).")
    private int answer;

    @Option(
            names = "--grid",
            paramLabel = "N",
            defaultValue = "8",
            description = "Patches along each side of the picture (default: ${DEFAULT-VALUE}).")
    private int grid;

    @Option(
            names = "--precision",
            defaultValue = "AUTO",
            description = "auto, bf16 or fp32 (default: auto, bf16 where the processor has it).")
    private Arithmetic precision;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Native threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "30",
            description = "Timed calls (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(names = "--json", description = "Prints one object.")
    private boolean json;

    /** Precisions as they are typed. */
    enum Arithmetic {
        AUTO,
        BF16,
        FP32
    }

    /** What is measured. */
    @FunctionalInterface
    interface Bench<T> {
        T run(Qwen3VlConfig config, WeightSource weights, Workload work, Precision precision, int threads, int calls);
    }

    /** What is measured of a model and of an adapter. */
    @FunctionalInterface
    interface AdapterBench<T> {
        T run(
                Qwen3VlConfig config,
                WeightSource weights,
                Optional<AdapterDirectory> adapter,
                Workload work,
                Precision precision,
                int threads,
                int calls);
    }

    /** With a model; an adapter is refused. */
    <T> T measure(Bench<T> bench) throws IOException {
        return measure(
                Optional.ofNullable(checkpoint).map(path -> new ModelDirectory(path, Optional.empty())),
                (config, weights, none, work, arithmetic, cores, timed) ->
                        bench.run(config, weights, work, arithmetic, cores, timed));
    }

    /** With a model, or an adapter and the model that it is of. */
    <T> T measureAny(AdapterBench<T> bench) throws IOException {
        return measure(Optional.ofNullable(checkpoint).map(ModelDirectory::of), bench);
    }

    private <T> T measure(Optional<ModelDirectory> given, AdapterBench<T> bench) throws IOException {
        NativeThreads.spinWhereTheyWait();
        Workload work = new Workload(batch, length, answer, grid);
        Precision arithmetic =
                switch (precision) {
                    case AUTO -> Precision.fastest();
                    case BF16 -> Precision.BFLOAT16;
                    case FP32 -> Precision.FLOAT32;
                };
        if (given.isEmpty()) {
            try (Tokenizer tokenizer = NanoModel.tokenizer()) {
                Qwen3VlConfig config = NanoModel.config(tokenizer);
                return bench.run(
                        config, new RandomWeights(config, 1), Optional.empty(), work, arithmetic, threads, calls);
            }
        }
        CheckpointDirectory directory = new CheckpointDirectory(given.get().model());
        Qwen3VlConfig config = directory.config();
        try (StoredWeights weights = directory.weights()) {
            return bench.run(config, weights, given.get().adapter(), work, arithmetic, threads, calls);
        }
    }

    /** @param result a record, or a list of them */
    String text(Object result) {
        return json ? new JsonMapper().valueToTree(result).toString() : result + ", " + threads + " threads";
    }
}
