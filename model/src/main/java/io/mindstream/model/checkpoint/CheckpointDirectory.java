package io.mindstream.model.checkpoint;

import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The model's part of a checkpoint directory in Hugging Face layout: {@code config.json} and {@code model.safetensors} or its
 * shards, and beside them
 * our own {@code optimizer.safetensors}. Tokenizer and image processor files belong to their own rooms; whoever publishes a checkpoint
 * writes to a temporary directory and renames it.
 *
 * @param path the directory
 */
public record CheckpointDirectory(Path path) {
    public static final String CONFIG = "config.json";
    public static final String WEIGHTS = "model.safetensors";
    public static final String INDEX = WEIGHTS + ".index.json";
    public static final String GENERATION = "generation_config.json";
    public static final String OPTIMIZER = "optimizer.safetensors";

    /**
     * Reads {@code config.json}.
     *
     * @throws ModelException that names the file if it is missing or not as it has to be; an adapter is told from a model
     */
    public Qwen3VlConfig config() {
        if (!Files.exists(path.resolve(CONFIG)) && Files.exists(path.resolve("adapter_config.json"))) {
            throw new ModelException(path + ": a LoRA adapter where a model is expected;"
                    + " ./mindstream model merge BASE ADAPTER OUT makes one of it");
        }
        return ConfigJson.read(path.resolve(CONFIG));
    }

    /**
     * Opens {@code model.safetensors}, or all files of {@code model.safetensors.index.json}; the caller closes it.
     *
     * @throws ModelException that names the file, and the tensor where it is one's, if something is missing or damaged
     */
    public StoredWeights weights() {
        Path file = path.resolve(WEIGHTS);
        Path index = path.resolve(INDEX);
        // transformers prefers the single file, too
        return Files.exists(file) || !Files.exists(index) ? SafetensorsFile.open(file) : ShardedWeights.open(index);
    }

    /** Whether {@code optimizer.safetensors} is there. */
    public boolean hasOptimizer() {
        return Files.isRegularFile(path.resolve(OPTIMIZER));
    }

    /** Opens {@code optimizer.safetensors}; the caller closes it. */
    public SafetensorsFile optimizer() {
        return SafetensorsFile.open(path.resolve(OPTIMIZER));
    }

    /** Writes {@code config.json}, {@code generation_config.json} and {@code model.safetensors}, or shards if they are larger than 5 GB. */
    public void writeModel(Qwen3VlConfig config, WeightSource weights, ElementType type) {
        writeModel(config, weights, new WeightsWriter(type, WeightsWriter.SHARD_BYTES), bytes -> {});
    }

    /**
     * As above.
     *
     * @param written told every now and then how many bytes were written since the last time
     */
    public void writeModel(Qwen3VlConfig config, WeightSource weights, WeightsWriter writer, LongConsumer written) {
        write(CONFIG, ConfigJson.write(config, writer.type()));
        write(
                GENERATION,
                "{\n  \"do_sample\": false,\n  \"eos_token_id\": " + config.stopTokens() + ",\n  \"pad_token_id\": "
                        + config.padToken() + "\n}\n");
        writer.write(path, weights, written);
    }

    /** Writes {@code optimizer.safetensors}, always in 32 bits, so that training resumes bit for bit. */
    public void writeOptimizer(WeightSource state) {
        SafetensorsWriter.write(path.resolve(OPTIMIZER), state, ElementType.F32, Map.of("format", "pt"));
    }

    private void write(String name, String content) {
        try {
            Files.createDirectories(path);
            Files.write(path.resolve(name), content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ModelException(path.resolve(name) + ": cannot be written: " + e, e);
        }
    }
}
