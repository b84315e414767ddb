package io.mindstream.model.lora;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.SafetensorsWriter;
import io.mindstream.model.checkpoint.WeightSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * An adapter as PEFT saves and loads it: {@code adapter_config.json} and {@code adapter_model.safetensors}. Whoever publishes one writes to a
 * temporary directory and renames it.
 *
 * @param path the directory
 */
public record AdapterDirectory(Path path) {
    public static final String CONFIG = "adapter_config.json";
    public static final String WEIGHTS = "adapter_model.safetensors";

    /** Whether a directory has an {@code adapter_config.json}. */
    public static boolean is(Path path) {
        return Files.isRegularFile(path.resolve(CONFIG));
    }

    /**
     * The directory of the model that this is an adapter of, {@code base_model_name_or_path}; a relative one begins where the process does,
     * as in PEFT.
     *
     * @throws ModelException that names file and field if nothing is said or there is no such directory, as where a model of the Hub is named
     */
    public Path base() {
        String base = AdapterJson.base(path.resolve(CONFIG));
        Path directory = Path.of(base).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new ModelException(path.resolve(CONFIG) + ": " + AdapterJson.BASE + ": " + base
                    + ": no such directory: it has to be where the model lies");
        }
        return directory;
    }

    /**
     * Reads {@code adapter_config.json}.
     *
     * @throws ModelException that names file and field if one is missing, has another type, or asks for what is not built
     */
    public LoraConfig config() {
        return AdapterJson.read(path.resolve(CONFIG));
    }

    /**
     * What the adapter is to a model.
     *
     * @throws ModelException as {@link #config()}, and if a target is not to be found in the model
     */
    public AdapterLayout layout(Qwen3VlConfig model) {
        LoraConfig config = config();
        try {
            return new AdapterLayout(model, config);
        } catch (ModelException e) {
            throw new ModelException(path.resolve(CONFIG) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens {@code adapter_model.safetensors}; the caller closes it.
     *
     * @param layout what it must have
     * @throws ModelException that names file and tensor if something is missing, extra, damaged or of another shape
     */
    public SafetensorsFile weights(AdapterLayout layout) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path.resolve(WEIGHTS));
        try {
            layout.check(file);
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Writes both files.
     *
     * @param base name or directory of the model that this is an adapter of, for people and tools
     * @param type what the tensors are stored as
     */
    public void write(AdapterLayout layout, WeightSource weights, String base, ElementType type) {
        layout.check(weights);
        Path config = path.resolve(CONFIG);
        try {
            Files.createDirectories(path);
            Files.writeString(config, AdapterJson.write(layout.lora(), base));
        } catch (IOException e) {
            throw new ModelException(config + ": cannot be written: " + e, e);
        }
        SafetensorsWriter.write(path.resolve(WEIGHTS), weights, type, Map.of("format", "pt"));
    }
}
