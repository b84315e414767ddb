package io.mindstream.app;

import io.mindstream.model.bench.BenchResult;
import io.mindstream.model.bench.MachinePeak;
import io.mindstream.model.bench.TrainBench;
import io.mindstream.model.bench.WorkCost;
import io.mindstream.model.bench.Workload;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.LoraConfig;
import io.mindstream.model.lora.NewAdapter;
import io.mindstream.model.program.LoraModelProgram;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.Recompute;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.program.TrainingOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Times training steps: forward, backward and optimiser, on made-up conversations with one picture each.")
final class BenchTrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Option(
            names = "--recompute",
            paramLabel = "WHAT",
            defaultValue = "none",
            description =
                    "none, or layer to keep only each layer's input and run it again backwards (default: ${DEFAULT-VALUE}).")
    private String recompute;

    @Option(
            names = "--lora",
            paramLabel = "RANK",
            defaultValue = "0",
            description = {
                "Trains an adapter of this rank beside the model instead of the model itself (default: 0, the model).",
                "Always as with --recompute layer, and --threads share in one pass over the whole batch."
            })
    private int rank;

    @Option(
            names = "--lora-targets",
            paramLabel = "NAME",
            split = ",",
            description = "Modules with an adapter, or ends of their names, between commas"
                    + " (default: all projections of the text, of attention alone where there are experts).")
    private List<String> targets = List.of();

    @Option(
            names = "--lora-dropout",
            paramLabel = "P",
            defaultValue = "0",
            description = "Chance of an adapter's inputs to be left out of a step (default: ${DEFAULT-VALUE}).")
    private double dropout;

    @Override
    public Integer call() throws IOException {
        Recompute kept = CommandValue.of("--recompute", recompute, Recompute::named);
        if (rank < 0) {
            throw new IllegalArgumentException("--lora: " + rank + " is less than 0");
        }
        if (rank == 0 && !targets.isEmpty()) {
            throw new IllegalArgumentException("--lora-targets: needs --lora");
        }
        if (rank == 0 && dropout != 0) {
            throw new IllegalArgumentException("--lora-dropout: needs --lora");
        }
        BenchResult result = options.measure((config, weights, work, precision, threads, calls) -> rank > 0
                ? adapter(config, weights, work, precision, threads, calls)
                : whole(config, weights, work, precision, threads, calls, kept));
        spec.commandLine().getOut().println(options.text(result));
        return 0;
    }

    private static BenchResult whole(
            Qwen3VlConfig config,
            WeightSource weights,
            Workload work,
            Precision precision,
            int threads,
            int calls,
            Recompute kept) {
        String how = precision + (kept == Recompute.LAYER ? ", recomputed by layer" : "");
        TrainingOptions options =
                TrainingOptions.plain(precision, 1).withWorkers(threads).withRecompute(kept);
        try (ModelProgram program = new TorchModelProgram(config, weights, options)) {
            return TrainBench.run(
                    program,
                    how,
                    work,
                    threads,
                    calls,
                    WorkCost.training(config, work, precision),
                    () -> MachinePeak.measure(config, precision, threads));
        }
    }

    private BenchResult adapter(
            Qwen3VlConfig config, WeightSource weights, Workload work, Precision precision, int threads, int calls) {
        List<String> modules = targets.isEmpty() ? LoraConfig.projections(config) : targets;
        AdapterLayout layout = new AdapterLayout(config, new LoraConfig(rank, rank, dropout, modules));
        String how =
                precision + ", LoRA of rank " + rank + " to " + layout.modules().size() + " matrices, "
                        + (dropout > 0 ? "dropout " + dropout + ", " : "") + "recomputed by layer";
        try (ModelProgram program =
                new LoraModelProgram(config, weights, layout, new NewAdapter(layout, 1), precision, threads, 1)) {
            return TrainBench.run(
                    program,
                    how,
                    work,
                    1,
                    calls,
                    WorkCost.adapting(config, work, precision),
                    () -> MachinePeak.measure(config, precision, threads));
        }
    }
}
