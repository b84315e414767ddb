package io.mindstream.model.checkpoint;

import java.util.List;

/**
 * The small Qwen3-VL that is trained from scratch on two processor cores: four text layers of 192, four vision blocks of 128, patches of 8
 * pixels of which four make a token, features of blocks 1 and 2 injected by deepstack, embeddings tied. With 1,536 tokens it has 3.7
 * million parameters.
 */
public final class NanoConfig {
    private NanoConfig() {}

    /**
     * @param vocabSize entries of the tokenizer
     * @param imageToken id of {@code <|image_pad|>}
     * @param videoToken id of {@code <|video_pad|>}
     * @param visionStartToken id of {@code <|vision_start|>}
     * @param visionEndToken id of {@code <|vision_end|>}
     * @param stopToken id of {@code <|im_end|>}
     * @param padToken id of {@code <|endoftext|>}
     */
    public static Qwen3VlConfig of(
            int vocabSize,
            int imageToken,
            int videoToken,
            int visionStartToken,
            int visionEndToken,
            int stopToken,
            int padToken) {
        // The base of 10,000 rather than Qwen's 5,000,000: with contexts of a few hundred tokens the slow frequencies
        // would never turn.
        TextConfig text = new TextConfig(vocabSize, 192, 512, 4, 6, 2, 32, 1e-6, 10_000, List.of(8, 4, 4), 1024);
        VisionConfig vision = new VisionConfig(4, 128, 512, 4, 3, 8, 2, 2, 192, 64, List.of(1, 2));
        return new Qwen3VlConfig(
                text,
                vision,
                true,
                imageToken,
                videoToken,
                visionStartToken,
                visionEndToken,
                List.of(stopToken),
                padToken);
    }
}
