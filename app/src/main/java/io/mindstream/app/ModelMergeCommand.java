package io.mindstream.app;

import io.mindstream.model.checkpoint.WeightsWriter;
import io.mindstream.model.release.Merge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model merge}: puts an adapter into a checkpoint's weights. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a checkpoint with a LoRA adapter in its weights: W + lora_alpha / r * B A, computed in 32",
            "bits and stored as BASE is. All other files of BASE go along, a training's state does not. OUT is",
            "there whole or not at all.",
            "",
            "  ./mindstream model merge qwen3-vl-2b my-adapter /tmp/merged",
            ""
        })
final class ModelMergeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BASE", description = "The checkpoint, in Hugging Face layout.")
    private Path base;

    @Parameters(
            index = "1",
            paramLabel = "ADAPTER",
            description = "The adapter, in PEFT's layout: adapter_config.json and adapter_model.safetensors.")
    private Path adapter;

    @Parameters(index = "2", paramLabel = "OUT", description = "Directory to write; not there yet, or empty.")
    private Path to;

    @Mixin
    private ShardOptions shards;

    @Override
    public Integer call() throws IOException {
        try (Merge merge = new Merge(base, adapter)) {
            WeightsWriter writer = shards.writer(merge.type());
            long bytes = merge.bytes(writer);
            WriteProgress progress = new WriteProgress(spec.commandLine().getErr(), bytes);
            merge.write(to, writer, progress);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: %s of %s, %d matrices with the adapter in them, in %.1f s%n",
                            to,
                            ByteSize.text(bytes),
                            merge.type().label(),
                            merge.matrices(),
                            progress.seconds());
        }
        return 0;
    }
}
