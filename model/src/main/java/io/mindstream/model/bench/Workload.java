package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.image.ImagePatches;
import io.mindstream.model.program.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Made-up work of a stated size: each conversation has one picture of noise and random text, and learns its last tokens.
 *
 * @param batch conversations at a time
 * @param length tokens of each, the picture's included
 * @param answer tokens at the end that are learnt, or decoded
 * @param grid patches along each side of the picture; 0 for no picture
 */
public record Workload(int batch, int length, int answer, int grid) {
    public Workload {
        if (batch < 1 || answer < 1 || grid < 0 || length <= answer) {
            throw new IllegalArgumentException("workload: batch " + batch + ", length " + length + ", answer " + answer
                    + " and grid " + grid + " make no conversation");
        }
    }

    /** Conversations to train on. */
    List<Example> examples(Qwen3VlConfig config, Random random) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            int[] tokens = tokens(config, random, length);
            int[] labels = new int[length];
            Arrays.fill(labels, Example.IGNORED);
            System.arraycopy(tokens, length - answer, labels, length - answer, answer);
            examples.add(new Example(tokens, labels, images(config, random)));
        }
        return examples;
    }

    /** The same without answers, to go on from. */
    List<Prompt> prompts(Qwen3VlConfig config, Random random) {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            prompts.add(new Prompt(tokens(config, random, length - answer), images(config, random)));
        }
        return prompts;
    }

    private int[] tokens(Qwen3VlConfig config, Random random, int count) {
        int merge = config.vision().mergeSize();
        int image = grid / merge * (grid / merge);
        int spoken = config.imageToken() == 0 ? 1 : 0;
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            int id = random.nextInt(config.text().vocabSize());
            tokens[i] = id == config.imageToken() || id == config.videoToken() ? spoken : id;
        }
        if (image + 2 > count) {
            throw new IllegalArgumentException(
                    "workload.grid: a picture of " + image + " tokens does not fit " + count);
        }
        if (image > 0) {
            tokens[0] = config.visionStartToken();
            Arrays.fill(tokens, 1, 1 + image, config.imageToken());
            tokens[1 + image] = config.visionEndToken();
        }
        return tokens;
    }

    private List<ImagePatches> images(Qwen3VlConfig config, Random random) {
        if (grid == 0) {
            return List.of();
        }
        float[] values = new float[grid * grid * config.vision().patchValues()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return List.of(new ImagePatches(values, grid, grid));
    }
}
