package io.mindstream.model.release;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.NewDirectory;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.checkpoint.WeightsWriter;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A checkpoint that has learnt nothing, with all that a released directory has: configuration, weights, tokenizer with its chat template,
 * image processor. The weights are drawn and written window by window.
 *
 * @param size for the image processor
 * @param config the architecture
 * @param tokenizer written along; the configuration has its special tokens
 * @param seed of the weights
 */
public record RandomCheckpoint(ModelSize size, Qwen3VlConfig config, Tokenizer tokenizer, long seed) {
    /** Bytes that the weights will take. */
    public long bytes(WeightsWriter writer) {
        return writer.bytes(new RandomWeights(config, seed));
    }

    /**
     * Writes the directory, whole or not at all.
     *
     * @param written told every now and then how many bytes of weights were written since the last time
     * @throws IOException if the directory is there and not empty, its disk is too small, or it cannot be written
     */
    public void write(Path directory, WeightsWriter writer, LongConsumer written) throws IOException {
        NewDirectory.write(directory, bytes(writer), unfinished -> {
            new CheckpointDirectory(unfinished).writeModel(config, new RandomWeights(config, seed), writer, written);
            tokenizer.write(unfinished);
            Files.writeString(
                    unfinished.resolve(ImageProcessorConfig.FILE),
                    size.images(config).toJson());
        });
    }
}
