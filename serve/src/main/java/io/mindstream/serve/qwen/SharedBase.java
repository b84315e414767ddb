package io.mindstream.serve.qwen;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;

/** A model that adapters answer over: loaded once, and freed when its last user has released it. May be used by several threads. */
final class SharedBase {
    private final Path directory;
    private final Tokenizer tokenizer;
    private final ImageProcessor images;
    private final TorchGenerator generator;
    private int users = 1;

    /** Loads it, for one user, in the precision that answers fastest. */
    SharedBase(Path directory, int threads) throws IOException {
        this.directory = directory;
        this.images = new ImageProcessor(ImageProcessorConfig.read(directory));
        this.tokenizer = Tokenizer.load(directory);
        try {
            CheckpointDirectory checkpoint = new CheckpointDirectory(directory);
            int width = checkpoint.config().text().hiddenSize();
            this.generator = TorchGenerator.load(checkpoint, Precision.fastestDecoding(width), threads);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }

    Path directory() {
        return directory;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    ImageProcessor images() {
        return images;
    }

    TorchGenerator generator() {
        return generator;
    }

    /** One more user, while there is one. */
    synchronized SharedBase retain() {
        users++;
        return this;
    }

    /** One user less. */
    void release() {
        synchronized (this) {
            users--;
            if (users > 0) {
                return;
            }
        }
        generator.close();
        tokenizer.close();
    }
}
