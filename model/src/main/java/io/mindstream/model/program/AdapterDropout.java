package io.mindstream.model.program;

import ai.djl.pytorch.engine.PtNDArray;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.engine.ScriptCall;
import io.mindstream.model.lora.LoraConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which inputs of an adapter a training pass leaves out (Srivastava et al. 2014, as PEFT has it: each matrix A sees its own inputs, each
 * dropped with the same chance and the others made larger by as much). Seeds are drawn here and masks from them in the script, so that a
 * layer that is run again sees the same; a pass of the same step and number has the same seeds again, after a resume too.
 */
final class AdapterDropout {
    /** Matrices of a text layer, of a vision block and of a merger. */
    private static final int TEXT = 7;

    private static final int BLOCK = 4;
    private static final int MERGER = 2;
    /** As 32-bit floats hold them exactly. */
    private static final int SEEDS = 1 << 24;

    private final LoraConfig lora;
    /** How many each layer, block and merger has, in the script's order. */
    private final List<Integer> matrices;

    private final long seed;
    private int passes;

    AdapterDropout(LoraConfig lora, Qwen3VlConfig config, long seed) {
        this.lora = lora;
        this.matrices = new ArrayList<>(Collections.nCopies(config.text().layers(), TEXT));
        matrices.addAll(Collections.nCopies(config.vision().depth(), BLOCK));
        matrices.addAll(
                Collections.nCopies(1 + config.vision().deepstackLayers().size(), MERGER));
        this.seed = seed;
    }

    /**
     * What the script drops in the next pass: chance, rank and seeds of each layer, block and merger, or nothing.
     *
     * @param step steps applied so far
     */
    List<PtNDArray> next(ScriptCall call, long step) {
        if (lora.dropout() == 0) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + step).nextLong() + passes++);
        return matrices.stream()
                .map(count -> {
                    float[] values = new float[2 + count];
                    values[0] = (float) lora.dropout();
                    values[1] = lora.rank();
                    for (int i = 2; i < values.length; i++) {
                        values[i] = random.nextInt(SEEDS);
                    }
                    return call.create(values, values.length);
                })
                .toList();
    }

    /** The gradients are used or forgotten: the next pass is the first again. */
    void restart() {
        passes = 0;
    }
}
