package io.mindstream.model.program;

import ai.djl.pytorch.engine.PtNDArray;
import io.mindstream.model.engine.ScriptCall;
import io.mindstream.model.lora.LoraConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which inputs of an adapter a training pass leaves out (Srivastava et al. 2014, as PEFT has it: each matrix A sees its own inputs, each
 * dropped with the same chance and the others made larger by as much). Seeds are drawn here and masks from them in the script, so that a
 * layer that is run again sees the same; a pass of the same step and number has the same seeds again, after a resume too.
 */
final class AdapterDropout {
    /** Of a text layer. */
    private static final int MATRICES = 7;
    /** As 32-bit floats hold them exactly. */
    private static final int SEEDS = 1 << 24;

    private final LoraConfig lora;
    private final int layers;
    private final long seed;
    private int passes;

    AdapterDropout(LoraConfig lora, int layers, long seed) {
        this.lora = lora;
        this.layers = layers;
        this.seed = seed;
    }

    /**
     * What the script drops in the next pass: chance, rank and seeds of each layer, or nothing.
     *
     * @param step steps applied so far
     */
    List<PtNDArray> next(ScriptCall call, long step) {
        if (lora.dropout() == 0) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + step).nextLong() + passes++);
        return IntStream.range(0, layers)
                .mapToObj(layer -> {
                    float[] values = new float[2 + MATRICES];
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
