package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.program.AdamWStep;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.Optimizer;
import io.mindstream.model.program.Recompute;
import io.mindstream.model.program.TorchModelProgram;
import java.util.Arrays;
import java.util.Random;

/** Times whole training steps: collation, forward, backward, clipping and AdamW, on one thread. */
public final class TrainBench {
    private static final int WARM_UP = 5;

    private TrainBench() {}

    /**
     * @param threads parts of the batch that are computed side by side, on one native thread each
     * @param recompute what a pass keeps of its way forwards
     * @param steps timed steps, after five that are not
     */
    public static BenchResult run(
            Qwen3VlConfig config,
            WeightSource weights,
            Workload work,
            Precision precision,
            int threads,
            Recompute recompute,
            int steps) {
        try (ModelProgram program =
                new TorchModelProgram(config, weights, precision, 1, threads, Optimizer.ADAMW, recompute)) {
            Random random = new Random(1);
            double[] millis = new double[steps];
            for (int i = -WARM_UP; i < steps; i++) {
                var examples = work.examples(config, random);
                long start = System.nanoTime();
                program.forwardBackward(Batch.parts(examples, config, 1, threads));
                program.apply(AdamWStep.of(1e-4));
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
            return result(
                    "train, " + precision + (recompute == Recompute.LAYER ? ", recomputed by layer, " : ", ") + work,
                    millis,
                    work.batch(),
                    work.length());
        }
    }

    static BenchResult result(String what, double[] millis, int samples, int tokens) {
        Arrays.sort(millis);
        double median = millis[millis.length / 2];
        double rate = samples * 1000.0 / median;
        return new BenchResult(what, millis.length, median, rate, rate * tokens, ResidentMemory.peakMiB());
    }
}
