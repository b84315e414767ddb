package io.mindstream.serve.qwen;

import io.mindstream.config.ServeSettings;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.serve.engine.ReplyModel;
import io.mindstream.serve.swap.Checkpoint;
import io.mindstream.serve.swap.ModelLoader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Loads Hugging Face directories of Qwen3-VL: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json},
 * {@code preprocessor_config.json}.
 */
public final class QwenLoader implements ModelLoader {
    private final PictureDecoder pictures;
    private final Precision precision;
    private final int threads;

    /** @param precision of weights, caches and arithmetic */
    public QwenLoader(ServeSettings settings, Precision precision) {
        this.pictures = new PictureDecoder(settings.maxPixels());
        this.precision = precision;
        this.threads = settings.threads();
    }

    @Override
    public ReplyModel load(Checkpoint checkpoint) throws IOException {
        Path directory = checkpoint.directory();
        ImageProcessor images = new ImageProcessor(ImageProcessorConfig.read(directory));
        Tokenizer tokenizer = Tokenizer.load(directory);
        try {
            TorchGenerator generator = TorchGenerator.load(new CheckpointDirectory(directory), precision, threads);
            return new QwenReplyModel(checkpoint.name(), checkpoint.step(), tokenizer, images, pictures, generator);
        } catch (RuntimeException | Error e) {
            tokenizer.close();
            throw e;
        }
    }
}
