package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.ExpertConfig;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.VisionConfig;
import io.mindstream.model.engine.Precision;

/**
 * What a workload needs at least, whatever the engine. Counted as in PaLM (Chowdhery et al. 2022, appendix B): matrix products only, a
 * multiplication and an addition as two, attention without regard to its causal half, nothing that is computed twice to save memory. Rows
 * of the head are those with a label, or one for each new token.
 *
 * @param gigaflop of one call
 * @param gigabyte that one call moves to and from memory at least: parameters once each way they are needed and what the optimiser
 *     keeps of them, and in decoding the weights, once a token of all rows together, and the keys and values
 */
public record WorkCost(double gigaflop, double gigabyte) {
    private static final int FLOAT = 4;

    /**
     * A training step of all parameters: backwards is twice forwards. AdamW reads and writes gradient, parameter and two moments, all
     * 32-bit.
     */
    public static WorkCost training(Qwen3VlConfig config, Workload work, Precision precision) {
        double parameters = new ParameterLayout(config).parameters();
        return new WorkCost(3 * forward(config, work) / 1e9, parameters * (8 * FLOAT + 2 * bytes(precision)) / 1e9);
    }

    /** A training step of an adapter: backwards is once forwards, since the weights have no gradient; the adapter itself is not counted. */
    public static WorkCost adapting(Qwen3VlConfig config, Workload work, Precision precision) {
        double parameters = new ParameterLayout(config).parameters();
        return new WorkCost(2 * forward(config, work) / 1e9, 2 * parameters * bytes(precision) / 1e9);
    }

    /** A whole generation: the prompts read at once, then one token a row at a time. */
    public static WorkCost decoding(Qwen3VlConfig config, Workload work, Precision precision) {
        TextConfig text = config.text();
        int prompt = work.length() - work.answer();
        int steps = work.answer() - 1;
        double cached = work.length() - work.answer() / 2.0;
        double head = (double) text.vocabSize() * text.hiddenSize();
        double flop = pictures(config, work)
                + work.batch() * 2.0 * (prompt * numbers(text, text.experts().perToken()) + head)
                + work.batch() * (double) prompt * attention(text, prompt)
                + work.batch()
                        * (double) steps
                        * (2 * (numbers(text, text.experts().perToken()) + head) + attention(text, cached));
        double experts = Math.min(
                text.experts().count(), (double) work.batch() * text.experts().perToken());
        double step = numbers(text, experts)
                + head
                + work.batch() * cached * 2 * text.layers() * text.keyValueHeads() * text.headDim();
        double all = new ParameterLayout(config).parameters();
        return new WorkCost(flop / 1e9, (all + steps * step) * bytes(precision) / 1e9);
    }

    private static double forward(Qwen3VlConfig config, Workload work) {
        TextConfig text = config.text();
        double tokens = (double) work.batch() * work.length();
        return pictures(config, work)
                + tokens * (2 * numbers(text, text.experts().perToken()) + attention(text, work.length()))
                + 2.0 * work.batch() * work.answer() * text.vocabSize() * text.hiddenSize();
    }

    /** Numbers in the matrices that a token goes through, all layers together, or that so many experts a layer make it read. */
    private static double numbers(TextConfig text, double experts) {
        double width = text.hiddenSize();
        double heads = (double) text.headDim() * (2 * text.heads() + 2 * text.keyValueHeads());
        ExpertConfig of = text.experts();
        double sum = 0;
        for (int layer = 0; layer < text.layers(); layer++) {
            sum += width * heads
                    + (of.in(layer)
                            ? width * (of.count() + 3 * experts * of.intermediateSize())
                            : 3 * width * text.intermediateSize());
        }
        return sum;
    }

    /** FLOP of one token's attention over so many, all layers together. */
    private static double attention(TextConfig text, double over) {
        return 4 * over * text.layers() * text.heads() * text.headDim();
    }

    /** FLOP of all pictures, one a conversation. */
    private static double pictures(Qwen3VlConfig config, Workload work) {
        VisionConfig vision = config.vision();
        double patches = (double) work.grid() * work.grid();
        double width = vision.hiddenSize();
        double patch = 2 * vision.patchValues() * width
                + vision.depth() * (2 * width * (4 * width + 2 * vision.intermediateSize()) + 4 * patches * width);
        double merged = vision.mergedSize();
        double token = 2
                * merged
                * (merged + vision.outHiddenSize())
                * (1 + vision.deepstackLayers().size());
        return work.batch() * (patches * patch + patches / (vision.mergeSize() * vision.mergeSize()) * token);
    }

    private static int bytes(Precision precision) {
        return precision == Precision.BFLOAT16 ? 2 : FLOAT;
    }
}
