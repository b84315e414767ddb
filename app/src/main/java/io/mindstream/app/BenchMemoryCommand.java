package io.mindstream.app;

import io.mindstream.model.bench.MemoryBench;
import io.mindstream.model.bench.MemoryResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench memory}. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Watches resident memory over --calls training steps and then as many generations, whose batches and",
            "lengths change from call to call, and tells its slope behind the first quarter."
        })
final class BenchMemoryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        for (MemoryResult result : options.measure(MemoryBench::run)) {
            spec.commandLine().getOut().println(options.text(result));
        }
        return 0;
    }
}
