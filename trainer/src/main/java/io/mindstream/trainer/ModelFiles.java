package io.mindstream.trainer;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a model is read and written with, beside its weights.
 *
 * @param config of the model
 * @param tokenizer written along
 * @param images how pictures are read
 */
record ModelFiles(Qwen3VlConfig config, Tokenizer tokenizer, ImageProcessorConfig images) {
    /** Writes tokenizer and image processor. */
    void writeBeside(Path directory) throws IOException {
        tokenizer.write(directory);
        Files.writeString(directory.resolve(ImageProcessorConfig.FILE), images.toJson());
    }
}
