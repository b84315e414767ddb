package io.mindstream.model.program;

import ai.djl.pytorch.jni.IValue;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The running average of what is trained; what is not trained is its own. Takes no memory until it is asked for: most models are trained
 * without.
 */
final class RunningAverage implements AutoCloseable {
    private final Script script;
    private final NativeParameters all;
    private final IValue trained;
    private final Supplier<NativeParameters> room;
    private final String origin;
    /** Null until it is asked for. */
    private NativeParameters averages;

    /**
     * @param all that the model has
     * @param trained those of them that are averaged; closed by whoever made it
     * @param room makes tensors of the names and shapes of the trained ones, in the same order
     * @param origin what all are called in messages
     */
    RunningAverage(
            Script script, NativeParameters all, IValue trained, Supplier<NativeParameters> room, String origin) {
        this.script = script;
        this.all = all;
        this.trained = trained;
        this.room = room;
        this.origin = origin;
    }

    /** See {@link ModelProgram#average(double)}. */
    void take(double share) {
        if (averages == null) {
            restore(weights());
        }
        try (ScriptCall call = script.call()) {
            call.shared(averages.list())
                    .shared(trained)
                    .number(share)
                    .run("average")
                    .close();
        }
    }

    /** See {@link ModelProgram#averaged()}. */
    Weights weights() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        all.write(tensors, "", name -> averages == null || !averages.has(name));
        if (averages != null) {
            averages.write(tensors, "", name -> true);
        }
        return new Weights(tensors, averages == null ? origin : "the average of " + origin);
    }

    /** See {@link ModelProgram#restoreAverage(WeightSource)}. */
    void restore(WeightSource weights) {
        if (averages == null) {
            averages = room.get();
        }
        averages.read(weights, "", name -> true);
    }

    @Override
    public void close() {
        if (averages != null) {
            averages.close();
        }
    }
}
