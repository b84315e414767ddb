package io.mindstream.model.lora;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A directory that answers: a model's, or an adapter's, which says where the model that it is of lies.
 *
 * @param model the model, in Hugging Face layout, with its tokenizer and image processor
 * @param adapter what changes it
 */
public record ModelDirectory(Path model, Optional<AdapterDirectory> adapter) {
    /**
     * Looks what a directory is.
     *
     * @throws io.mindstream.model.ModelException that names file and field if it is an adapter whose model is not to be found
     */
    public static ModelDirectory of(Path directory) {
        if (!AdapterDirectory.is(directory)) {
            return new ModelDirectory(directory, Optional.empty());
        }
        AdapterDirectory adapter = new AdapterDirectory(directory);
        return new ModelDirectory(adapter.base(), Optional.of(adapter));
    }
}
