package io.mindstream.app;

import io.mindstream.model.bench.BenchResult;
import io.mindstream.model.bench.TrainBench;
import io.mindstream.model.program.Recompute;
import java.io.IOException;
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

    @Override
    public Integer call() throws IOException {
        BenchResult result = options.measure((config, weights, work, precision, threads, calls) -> TrainBench.run(
                config,
                weights,
                work,
                precision,
                threads,
                CommandValue.of("--recompute", recompute, Recompute::named),
                calls));
        spec.commandLine().getOut().println(options.text(result));
        return 0;
    }
}
