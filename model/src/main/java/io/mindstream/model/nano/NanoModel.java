package io.mindstream.model.nano;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.NanoConfig;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.text.SpecialToken;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What the nano model is made of before it has learnt anything. Its tokenizer is made by {@code mindstream model tokenizer}. */
public final class NanoModel {
    private static final String TOKENIZER = "tokenizer.json";

    private NanoModel() {}

    /** The tokenizer that ships; the caller closes it. */
    public static Tokenizer tokenizer() {
        try (InputStream in = NanoModel.class.getResourceAsStream(TOKENIZER)) {
            return Tokenizer.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ModelException("nano/" + TOKENIZER + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The architecture, with the vocabulary of the tokenizer. */
    public static Qwen3VlConfig config(Tokenizer tokenizer) {
        return NanoConfig.of(
                tokenizer.size(),
                tokenizer.id(SpecialToken.IMAGE_PAD),
                tokenizer.id(SpecialToken.VIDEO_PAD),
                tokenizer.id(SpecialToken.VISION_START),
                tokenizer.id(SpecialToken.VISION_END),
                tokenizer.id(SpecialToken.IM_END),
                tokenizer.id(SpecialToken.END_OF_TEXT));
    }

    /**
     * Pictures as the model reads them: whatever their size, about as many pixels as it was trained on.
     *
     * @param size side in pixels of the pictures that it is trained on
     */
    public static ImageProcessorConfig images(Qwen3VlConfig config, int size) {
        long pixels = (long) size * size;
        return ImageProcessorConfig.of(
                config.vision().patchSize(),
                config.vision().temporalPatchSize(),
                config.vision().mergeSize(),
                pixels,
                pixels);
    }
}
