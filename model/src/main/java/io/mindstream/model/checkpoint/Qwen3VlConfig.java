package io.mindstream.model.checkpoint;

import java.util.List;

/**
 * A Qwen3-VL: the part of Hugging Face's {@code config.json} that decides shapes and arithmetic.
 *
 * @param text the decoder
 * @param vision the vision tower
 * @param tiedHead whether the output head is the embedding table
 * @param imageToken id of the token that stands for one merged square of patches
 * @param videoToken id of the video placeholder (videos are refused, the id is kept for the file)
 * @param visionStartToken id of the token before a picture
 * @param visionEndToken id of the token after a picture
 * @param stopTokens {@code eos_token_id}: one id or several
 * @param padToken id that fills the right of a batch; any id, since nothing attends to it
 */
public record Qwen3VlConfig(
        TextConfig text,
        VisionConfig vision,
        boolean tiedHead,
        int imageToken,
        int videoToken,
        int visionStartToken,
        int visionEndToken,
        List<Integer> stopTokens,
        int padToken) {
    public Qwen3VlConfig {
        stopTokens = List.copyOf(stopTokens);
        Sizes.require(
                vision.outHiddenSize() == text.hiddenSize(),
                "vision_config.out_hidden_size: " + vision.outHiddenSize() + " is not text_config.hidden_size "
                        + text.hiddenSize());
        token("image_token_id", imageToken, text);
        token("text_config.pad_token_id", padToken, text);
        for (int stop : stopTokens) {
            token("text_config.eos_token_id", stop, text);
        }
    }

    /** This model with another decoder configuration. */
    public Qwen3VlConfig withText(TextConfig other) {
        return new Qwen3VlConfig(
                other,
                vision,
                tiedHead,
                imageToken,
                videoToken,
                visionStartToken,
                visionEndToken,
                stopTokens,
                padToken);
    }

    /** This model with other stop tokens. */
    public Qwen3VlConfig withStopTokens(List<Integer> others) {
        return new Qwen3VlConfig(
                text, vision, tiedHead, imageToken, videoToken, visionStartToken, visionEndToken, others, padToken);
    }

    private static void token(String field, int id, TextConfig text) {
        Sizes.require(
                id >= 0 && id < text.vocabSize(),
                field + ": " + id + " is outside of the vocabulary of " + text.vocabSize());
    }
}
