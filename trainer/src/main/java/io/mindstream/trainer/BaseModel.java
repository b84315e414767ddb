package io.mindstream.trainer;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.text.Tokenizer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What training starts from when there is no checkpoint of its own yet. {@link Nano} is what nobody asked for: with it a training goes on
 * from its own checkpoints whatever they were started from; {@link Released} was asked for, and must be what they were started from.
 */
public sealed interface BaseModel {
    /**
     * The nano model with random weights.
     *
     * @param pictureSize side in pixels of the pictures that the sources draw
     * @param seed of the weights
     */
    record Nano(int pictureSize, long seed) implements BaseModel {}

    /** A directory in Hugging Face layout. */
    record Released(Path directory) implements BaseModel {
        public Released {
            if (!Files.isDirectory(directory)) {
                throw new IllegalArgumentException("base model: " + directory + ": no such directory");
            }
        }
    }

    /** What a checkpoint remembers of it: {@code nano}, or the absolute path of the directory. */
    default String description() {
        return this instanceof Released released
                ? released.directory().toAbsolutePath().normalize().toString()
                : "nano";
    }

    /** The files that go along with every checkpoint. */
    default ModelFiles files() throws IOException {
        if (this instanceof Nano nano) {
            Tokenizer tokenizer = NanoModel.tokenizer();
            Qwen3VlConfig config = NanoModel.config(tokenizer);
            return new ModelFiles(config, tokenizer, NanoModel.images(config, nano.pictureSize));
        }
        Path directory = ((Released) this).directory();
        return new ModelFiles(
                new CheckpointDirectory(directory).config(),
                Tokenizer.load(directory),
                ImageProcessorConfig.read(directory));
    }

    /** Weights, and the file that they are read from if there is one. */
    record Source(WeightSource tensors, Closeable file) implements Closeable {
        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** The weights to start from. */
    default Source weights(Qwen3VlConfig config) {
        if (this instanceof Nano nano) {
            return new Source(new RandomWeights(config, nano.seed), () -> {});
        }
        StoredWeights weights = new CheckpointDirectory(((Released) this).directory()).weights();
        return new Source(weights, weights);
    }
}
