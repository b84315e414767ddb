package io.mindstream.model.program;

import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The running average of what is trained. Takes no memory until it is asked for: most models are trained without. */
final class RunningAverage implements AutoCloseable {
    private final Script script;
    private final NativeParameters trained;
    private final Supplier<NativeParameters> room;
    private final String origin;
    /** Null until it is asked for. */
    private NativeParameters averages;

    /**
     * @param trained what is averaged
     * @param room makes tensors of the same names and shapes
     * @param origin what the trained tensors are called in messages
     */
    RunningAverage(Script script, NativeParameters trained, Supplier<NativeParameters> room, String origin) {
        this.script = script;
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
                    .shared(trained.list())
                    .number(share)
                    .run("average")
                    .close();
        }
    }

    /** See {@link ModelProgram#averaged()}. */
    Weights weights() {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        (averages == null ? trained : averages).write(tensors, "", name -> true);
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
