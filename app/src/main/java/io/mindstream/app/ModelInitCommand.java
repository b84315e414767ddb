package io.mindstream.app;

import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightsWriter;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.release.ModelSize;
import io.mindstream.model.release.RandomCheckpoint;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model init}: makes a checkpoint with random weights. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a checkpoint of a named size with random weights, in the layout of a released directory: config.json,",
            "generation_config.json, preprocessor_config.json, tokenizer.json, tokenizer_config.json, chat_template.jinja,",
            "model.safetensors or shards with an index. It answers nonsense at the speed and in the memory of the real one.",
            "",
            "The tokenizer is nano's unless --tokenizer names another: its 1,536 entries are the first ids of the larger",
            "sizes' 151,936, and config.json names its special tokens. Ids that it does not know decode to nothing.",
            "Numbers are drawn and written window by window; memory stays at some hundred MiB for any size.",
            "",
            "  ./mindstream model init 2b /tmp/2b",
            "  ./mindstream model init 30b-a3b /tmp/moe --layers 2 --vision-layers 4",
            ""
        })
final class ModelInitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SIZE", description = "nano, 2b, 4b, 8b or 30b-a3b (Qwen3-VL as released).")
    private String size;

    @Parameters(index = "1", paramLabel = "DIR", description = "Directory to write; not there yet, or empty.")
    private Path directory;

    @Option(
            names = "--layers",
            paramLabel = "N",
            description =
                    "Text layers (default: as released). Widths stay; deepstack features stay as many as there are layers.")
    private Integer layers;

    @Option(names = "--vision-layers", paramLabel = "N", description = "Vision blocks (default: as released).")
    private Integer visionLayers;

    @Option(names = "--dtype", paramLabel = "TYPE", description = "bf16, fp16 or fp32 (default: bf16, fp32 for nano).")
    private String type;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ShardOptions shards;

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "tokenizer.json, or a directory with it, to go along (default: nano's).")
    private Path tokenizerFile;

    @Override
    public Integer call() throws IOException {
        ModelSize named = CommandValue.of("SIZE", size, ModelSize::named);
        ElementType stored = type == null ? named.type() : CommandValue.of("--dtype", type, ElementType::named);
        WeightsWriter writer = shards.writer(stored);
        try (Tokenizer tokenizer = tokenizerFile == null ? NanoModel.tokenizer() : Tokenizer.load(tokenizerFile)) {
            Qwen3VlConfig config = named.config(tokenizer, optional(layers), optional(visionLayers));
            RandomCheckpoint checkpoint = new RandomCheckpoint(named, config, tokenizer, seed);
            PrintWriter err = spec.commandLine().getErr();
            WriteProgress progress = new WriteProgress(err, checkpoint.bytes(writer));
            checkpoint.write(directory, writer, progress);
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s: %s, %s of %s in %.1f s%n",
                            directory,
                            named.label(),
                            ByteSize.text(checkpoint.bytes(writer)),
                            stored.label(),
                            progress.seconds());
        }
        return 0;
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
