package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.VisionConfig;
import io.mindstream.model.release.Inventory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model info}: what is in a checkpoint, and what it takes. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints layers and widths of a checkpoint, its parameters by part with dtype and shapes, and the memory that it",
            "takes. Reads configuration and the headers of the weights; what is missing, extra or mis-shaped is an error that",
            "names tensor and file. Training memory is of all parameters in 32 bits with gradients and AdamW's moments."
        })
final class ModelInfoCommand implements Callable<Integer> {
    private static final String ROW = "%-20s %,18d  %7d  %s%n";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The checkpoint, in Hugging Face layout.")
    private Path directory;

    @Option(
            names = "--shapes",
            description = "Also prints name and shape of each tensor; * is the number of the layer.")
    private boolean shapes;

    @Option(names = "--json", description = "Prints one object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Inventory inventory = Inventory.of(new CheckpointDirectory(directory));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(inventory));
        } else {
            print(out, inventory);
        }
        out.flush();
        return 0;
    }

    private void print(PrintWriter out, Inventory inventory) {
        TextConfig text = inventory.config().text();
        VisionConfig vision = inventory.config().vision();
        out.printf(
                Locale.ROOT,
                "%s: %,d parameters in %s, %s in %d file%s%n",
                directory,
                inventory.parameters(),
                inventory.types(),
                ByteSize.text(inventory.bytes()),
                inventory.files(),
                inventory.files() == 1 ? "" : "s");
        out.printf(
                Locale.ROOT,
                "text    %d layers of %,d, %d heads of %d (%d for keys and values), feed-forward %,d, vocabulary %,d, head %s%n",
                text.layers(),
                text.hiddenSize(),
                text.heads(),
                text.headDim(),
                text.keyValueHeads(),
                text.intermediateSize(),
                text.vocabSize(),
                inventory.config().tiedHead() ? "tied" : "separate");
        if (inventory.experts() > 0) {
            out.printf(Locale.ROOT, "experts %,d in a layer%n", inventory.experts());
        }
        out.printf(
                Locale.ROOT,
                "vision  %d blocks of %,d, %d heads, feed-forward %,d, patches of %d pixels, %d to a token, deepstack after %s%n",
                vision.depth(),
                vision.hiddenSize(),
                vision.heads(),
                vision.intermediateSize(),
                vision.patchSize(),
                vision.mergeSize() * vision.mergeSize(),
                vision.deepstackLayers());
        out.printf("%n%-20s %18s  %7s  %s%n", "part", "parameters", "tensors", "dtype");
        for (Inventory.Part part : inventory.parts()) {
            out.printf(Locale.ROOT, ROW, part.name(), part.parameters(), part.tensors(), types(part));
            if (shapes) {
                part.shapes().forEach((name, shape) -> out.printf("  %s %s%n", name, shape));
            }
        }
        out.printf("%nmemory%n");
        for (ElementType type : new ElementType[] {ElementType.BF16, ElementType.F32}) {
            out.printf(
                    "  inference in %s   %s, and %s for each 1,000 tokens of a conversation%n",
                    type.label(),
                    ByteSize.text(inventory.inferenceBytes(type)),
                    ByteSize.text(1000 * inventory.cacheBytes(type)));
        }
        out.printf("  training, all       %s, and what a batch takes%n", ByteSize.text(inventory.trainingBytes()));
    }

    private static String types(Inventory.Part part) {
        return part.types().stream().map(ElementType::label).collect(Collectors.joining(", "));
    }

    private ObjectNode object(Inventory inventory) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("parameters", inventory.parameters())
                .put("bytes", inventory.bytes())
                .put("files", inventory.files())
                .put("dtype", inventory.types())
                .put("experts", inventory.experts())
                .put("layers", inventory.config().text().layers())
                .put("visionLayers", inventory.config().vision().depth())
                .put("inferenceBytesBf16", inventory.inferenceBytes(ElementType.BF16))
                .put("inferenceBytesFp32", inventory.inferenceBytes(ElementType.F32))
                .put("cacheBytesPerTokenBf16", inventory.cacheBytes(ElementType.BF16))
                .put("trainingBytes", inventory.trainingBytes());
        ObjectNode parts = root.putObject("parts");
        for (Inventory.Part part : inventory.parts()) {
            ObjectNode node = parts.putObject(part.name());
            node.put("parameters", part.parameters())
                    .put("tensors", part.tensors())
                    .put("dtype", types(part));
            ObjectNode list = node.putObject("shapes");
            part.shapes().forEach((name, shape) -> shape.forEach(list.withArray(name)::add));
        }
        return root;
    }
}
