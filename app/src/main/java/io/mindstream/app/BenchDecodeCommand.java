package io.mindstream.app;

import io.mindstream.model.bench.BenchResult;
import io.mindstream.model.bench.DecodeBench;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench decode}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times greedy decoding of made-up prompts with one picture each.",
            "--checkpoint may be an adapter's directory: the model that it is of decodes with it."
        })
final class BenchDecodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        BenchResult result = options.measureAny(DecodeBench::run);
        spec.commandLine().getOut().println(options.text(result));
        return 0;
    }
}
