package io.mindstream.app;

import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.release.Conversion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model convert}: changes dtype and shards of a checkpoint. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies a checkpoint with its weights stored as another dtype or in shards of another size. Names and shapes stay;",
            "tokenizer, configuration and all other files go along, a training's state does not. The copy is there whole or not",
            "at all. Numbers are rounded to the nearest; one that fp16 cannot hold is an error.",
            "",
            "  ./mindstream model convert qwen3-vl-2b --to /tmp/2b-fp32 --dtype fp32",
            ""
        })
final class ModelConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The checkpoint, in Hugging Face layout.")
    private Path from;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Directory to write; not there yet, or empty.")
    private Path to;

    @Option(names = "--dtype", paramLabel = "TYPE", required = true, description = "bf16, fp16 or fp32.")
    private String type;

    @Mixin
    private ShardOptions shards;

    @Override
    public Integer call() throws IOException {
        ElementType stored = CommandValue.of("--dtype", type, ElementType::named);
        try (Conversion conversion = new Conversion(from, shards.writer(stored))) {
            long bytes = conversion.bytes();
            WriteProgress progress = new WriteProgress(spec.commandLine().getErr(), bytes);
            conversion.write(to, progress);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: %s of %s in %.1f s%n",
                            to,
                            ByteSize.text(bytes),
                            stored.label(),
                            progress.seconds());
        }
        return 0;
    }
}
