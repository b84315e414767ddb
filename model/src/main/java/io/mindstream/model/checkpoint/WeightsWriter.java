package io.mindstream.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Writes a checkpoint's weights as transformers does: {@code model.safetensors}, or, if they are larger than a shard may be,
 * {@code model-00001-of-0000N.safetensors} and so on with {@code model.safetensors.index.json}. A tensor larger than that has a file of
 * its own.
 *
 * @param type what weights are stored as
 * @param shardBytes most bytes of tensors in a file
 */
public record WeightsWriter(ElementType type, long shardBytes) {
    /** transformers' limit since its version 4: 5 GB. */
    public static final long SHARD_BYTES = 5_000_000_000L;

    private static final Map<String, String> METADATA = Map.of("format", "pt");
    private static final ObjectMapper JSON = new ObjectMapper();

    public WeightsWriter {
        if (shardBytes < 1) {
            throw new IllegalArgumentException("shard size: " + shardBytes + " is not positive");
        }
    }

    /** Bytes of all tensors together, as they will be stored. */
    public long bytes(WeightSource source) {
        return source.names().stream()
                .mapToLong(name -> SafetensorsWriter.bytes(source, name, type))
                .sum();
    }

    /**
     * Writes and fsyncs the files.
     *
     * @param directory an existing one without weights
     * @param written told every now and then how many bytes were written since the last time
     */
    public void write(Path directory, WeightSource source, LongConsumer written) {
        List<List<String>> shards = shards(source);
        if (shards.size() == 1) {
            Path file = directory.resolve(CheckpointDirectory.WEIGHTS);
            SafetensorsWriter.write(file, source, shards.get(0), type, METADATA, written);
            return;
        }
        ObjectNode root = JSON.createObjectNode();
        root.putObject("metadata").put("total_size", bytes(source));
        ObjectNode map = root.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsWriter.write(directory.resolve(name), source, shards.get(i), type, METADATA, written);
            shards.get(i).forEach(tensor -> map.put(tensor, name));
        }
        Path index = directory.resolve(CheckpointDirectory.INDEX);
        try {
            Files.writeString(index, root.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new ModelException(index + ": cannot be written: " + e, e);
        }
    }

    private List<List<String>> shards(WeightSource source) {
        List<List<String>> shards = new ArrayList<>(List.of(new ArrayList<>()));
        long held = 0;
        for (String name : source.names()) {
            long bytes = SafetensorsWriter.bytes(source, name, type);
            if (held > 0 && held + bytes > shardBytes) {
                shards.add(new ArrayList<>());
                held = 0;
            }
            shards.get(shards.size() - 1).add(name);
            held += bytes;
        }
        return shards;
    }
}
