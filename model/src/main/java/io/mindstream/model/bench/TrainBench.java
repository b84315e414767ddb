package io.mindstream.model.bench;

import io.mindstream.model.program.AdamWStep;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.ModelProgram;
import java.util.Random;
import java.util.function.Supplier;

/** Times whole training steps: collation, forward, backward, clipping and AdamW, on one thread. */
public final class TrainBench {
    private static final int WARM_UP = 5;

    private TrainBench() {}

    /**
     * @param program what trains; stays the caller's
     * @param how it does, for the result's text
     * @param parts that a batch is cut into, as the program takes them
     * @param steps timed steps, after five that are not
     * @param cost of one step
     * @param machine measures it
     */
    public static BenchResult run(
            ModelProgram program,
            String how,
            Workload work,
            int parts,
            int steps,
            WorkCost cost,
            Supplier<MachinePeak> machine) {
        Random random = new Random(1);
        double[] millis = new double[steps];
        for (int i = -WARM_UP; i < steps; i++) {
            var examples = work.examples(program.config(), random);
            long start = System.nanoTime();
            program.forwardBackward(Batch.parts(examples, program.config(), 1, parts));
            program.apply(AdamWStep.of(1e-4));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return BenchResult.of("train, " + how + ", " + work, millis, work.batch(), work.length(), cost, machine);
    }
}
