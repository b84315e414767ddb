package io.mindstream.model.checkpoint;

import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The model's part of a checkpoint directory in Hugging Face layout: {@code config.json} and {@code model.safetensors}, and beside them
 * our own {@code optimizer.safetensors}. Tokenizer and image processor files belong to their own rooms; whoever publishes a checkpoint
 * writes to a temporary directory and renames it.
 *
 * @param path the directory
 */
public record CheckpointDirectory(Path path) {
    public static final String CONFIG = "config.json";
    public static final String WEIGHTS = "model.safetensors";
    public static final String OPTIMIZER = "optimizer.safetensors";

    /** Reads {@code config.json}. */
    public Qwen3VlConfig config() {
        return ConfigJson.read(path.resolve(CONFIG));
    }

    /** Opens {@code model.safetensors}; the caller closes it. */
    public SafetensorsFile weights() {
        Path file = path.resolve(WEIGHTS);
        if (!Files.exists(file) && Files.exists(path.resolve(WEIGHTS + ".index.json"))) {
            throw new ModelException(path + ": sharded checkpoints (" + WEIGHTS + ".index.json) are not supported yet");
        }
        return SafetensorsFile.open(file);
    }

    /** Whether {@code optimizer.safetensors} is there. */
    public boolean hasOptimizer() {
        return Files.isRegularFile(path.resolve(OPTIMIZER));
    }

    /** Opens {@code optimizer.safetensors}; the caller closes it. */
    public SafetensorsFile optimizer() {
        return SafetensorsFile.open(path.resolve(OPTIMIZER));
    }

    /** Writes {@code config.json}, {@code generation_config.json} and {@code model.safetensors}. */
    public void writeModel(Qwen3VlConfig config, WeightSource weights, ElementType type) {
        write(CONFIG, ConfigJson.write(config, type));
        write(
                "generation_config.json",
                "{\n  \"do_sample\": false,\n  \"eos_token_id\": " + config.stopTokens() + ",\n  \"pad_token_id\": "
                        + config.padToken() + "\n}\n");
        SafetensorsWriter.write(path.resolve(WEIGHTS), weights, type, Map.of("format", "pt"));
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
