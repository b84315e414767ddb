package io.mindstream.serve.qwen;

import io.mindstream.config.ServeSettings;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.ModelDirectory;
import io.mindstream.serve.engine.ReplyModel;
import io.mindstream.serve.swap.Checkpoint;
import io.mindstream.serve.swap.ModelLoader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Loads Hugging Face directories of Qwen3-VL: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json},
 * {@code preprocessor_config.json}. Of PEFT's directories only the adapter is loaded, once the model that it is of has been: that one stays for
 * those that follow, until a checkpoint is something else.
 */
public final class QwenLoader implements ModelLoader {
    private final PictureDecoder pictures;
    private final int threads;

    /** What the newest adapter is over; null for none. Guarded by this object's lock, as is what follows. */
    private SharedBase base;

    private boolean closed;

    public QwenLoader(ServeSettings settings) {
        this.pictures = new PictureDecoder(settings.maxPixels());
        this.threads = settings.threads();
    }

    @Override
    public ReplyModel load(Checkpoint checkpoint) throws IOException {
        ModelDirectory directory = ModelDirectory.of(checkpoint.directory());
        SharedBase used = base(directory.model(), directory.adapter().isPresent());
        if (directory.adapter().isEmpty()) {
            return model(checkpoint, used, used.generator(), used::release);
        }
        try {
            return beside(checkpoint, used, directory.adapter().get());
        } catch (RuntimeException | Error e) {
            used.release();
            throw e;
        }
    }

    private ReplyModel beside(Checkpoint checkpoint, SharedBase used, AdapterDirectory adapter) {
        TorchGenerator generator = used.generator().beside();
        try {
            generator.use(adapter);
        } catch (RuntimeException | Error e) {
            generator.close();
            throw e;
        }
        return model(checkpoint, used, generator, () -> {
            generator.close();
            used.release();
        });
    }

    private ReplyModel model(Checkpoint checkpoint, SharedBase used, TorchGenerator generator, Runnable closing) {
        return new QwenReplyModel(
                checkpoint.name(), checkpoint.step(), used.tokenizer(), used.images(), pictures, generator, closing);
    }

    /**
     * A model for one more user.
     *
     * @param keep whether it is one that adapters are of: then it is kept, and the one before it no longer; without, nothing is kept
     */
    private SharedBase base(Path directory, boolean keep) throws IOException {
        if (keep) {
            synchronized (this) {
                if (base != null && base.directory().equals(directory)) {
                    return base.retain();
                }
            }
        }
        SharedBase loaded = new SharedBase(directory, threads);
        keep(keep ? loaded : null);
        return loaded;
    }

    private synchronized void keep(SharedBase next) {
        if (base != null) {
            base.release();
        }
        base = next == null || closed ? null : next.retain();
    }

    @Override
    public synchronized void close() {
        closed = true;
        keep(null);
    }
}
