package io.mindstream.model.generate;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.ImagePatches;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Prompts of random tokens and pictures of noise. */
final class Prompts {
    private final Qwen3VlConfig config;
    private final Random random;

    Prompts(Qwen3VlConfig config, long seed) {
        this.config = config;
        this.random = new Random(seed);
    }

    /** Of different lengths; without pictures, with one, and with several of different sizes. */
    static List<Prompt> mixed(Qwen3VlConfig config) {
        Prompts prompts = new Prompts(config, 1);
        return List.of(
                prompts.text(3),
                prompts.shown(5, new int[][] {{2, 3}}, 4),
                prompts.text(37),
                prompts.shown(1, new int[][] {{1, 1}, {3, 2}, {2, 4}}, 2),
                prompts.text(1),
                prompts.shown(9, new int[][] {{4, 4}}, 1),
                prompts.shown(2, new int[][] {{2, 3}, {1, 5}}, 12),
                prompts.text(12));
    }

    Prompt text(int length) {
        List<Integer> tokens = new ArrayList<>();
        speak(tokens, length);
        return prompt(tokens, List.of());
    }

    /** @param pictures height and width of each, in merged squares; words stand before, between and behind them */
    private Prompt shown(int before, int[][] pictures, int behind) {
        int merge = config.vision().mergeSize();
        List<Integer> tokens = new ArrayList<>();
        List<ImagePatches> images = new ArrayList<>();
        speak(tokens, before);
        for (int[] picture : pictures) {
            float[] values = new float
                    [picture[0] * merge * picture[1] * merge * config.vision().patchValues()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            images.add(new ImagePatches(values, picture[0] * merge, picture[1] * merge));
            tokens.add(config.visionStartToken());
            for (int i = 0; i < picture[0] * picture[1]; i++) {
                tokens.add(config.imageToken());
            }
            tokens.add(config.visionEndToken());
            speak(tokens, behind);
        }
        return prompt(tokens, images);
    }

    private void speak(List<Integer> tokens, int count) {
        while (count > 0) {
            int token = random.nextInt(config.text().vocabSize());
            if (token != config.imageToken() && token != config.videoToken()) {
                tokens.add(token);
                count--;
            }
        }
    }

    private static Prompt prompt(List<Integer> tokens, List<ImagePatches> images) {
        return new Prompt(tokens.stream().mapToInt(Integer::intValue).toArray(), images);
    }
}
