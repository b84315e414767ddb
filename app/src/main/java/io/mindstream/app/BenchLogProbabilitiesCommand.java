package io.mindstream.app;

import io.mindstream.model.bench.Differences;
import io.mindstream.model.bench.LogProbabilityBench;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench logprobs}. */
@Command(
        name = "logprobs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Draws replies at temperature 1 and has the training pass score them: how far the log-probabilities of",
            "the same tokens are apart."
        })
final class BenchLogProbabilitiesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        Differences result = options.measure(LogProbabilityBench::run);
        spec.commandLine().getOut().println(options.text(result));
        return 0;
    }
}
