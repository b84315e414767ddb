package io.mindstream.model.program;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.engine.Script;
import java.util.List;

/** Counts in native memory of the tokens that went to each expert of each layer of experts; one unused number for a dense model. */
final class ExpertLoads implements AutoCloseable {
    private final PtNDArray counts;
    private final Script script;
    private final IValue argument;
    private final IValue list;
    private final int layers;
    private final int experts;

    ExpertLoads(Script script, TextConfig text) {
        this.script = script;
        this.layers = text.expertLayers();
        this.experts = layers == 0 ? 0 : text.experts().count();
        this.counts = script.zeros(Math.max(1, layers), Math.max(1, experts));
        this.argument = IValue.from(counts);
        this.list = Script.list(List.of(counts));
    }

    /** As an argument of a call, {@code (layers, experts)}. */
    IValue argument() {
        return argument;
    }

    /** Adds the counts to {@code into[layer][expert]} and starts again at 0. */
    void moveTo(long[][] into) {
        float[] values = counts.toFloatArray();
        for (int layer = 0; layer < layers; layer++) {
            for (int expert = 0; expert < experts; expert++) {
                into[layer][expert] += (long) values[layer * experts + expert];
            }
        }
        script.clear(list);
    }

    @Override
    public void close() {
        argument.close();
        list.close();
    }
}
