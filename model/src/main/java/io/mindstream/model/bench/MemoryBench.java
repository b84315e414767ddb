package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.Generator;
import io.mindstream.model.generate.Sampling;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.program.AdamWStep;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.Optimizer;
import io.mindstream.model.program.TorchModelProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Watches the process's resident memory over many training steps, then over many generations, of lengths and batches that change with every
 * call, as they do in use. Java's garbage is collected before each reading, so that what grows is held.
 */
public final class MemoryBench {
    /** Readings of one part of the work. */
    private static final int READINGS = 200;

    private MemoryBench() {}

    /**
     * @param work largest batch and length; the answer's length is the same in all
     * @param threads of training: parts that are computed side by side; of generation: native threads
     * @param calls steps, and then as many generations; the first quarter of each is left out as warm-up
     */
    public static List<MemoryResult> run(
            Qwen3VlConfig config, WeightSource weights, Workload work, Precision precision, int threads, int calls) {
        List<MemoryResult> results = new ArrayList<>();
        Random random = new Random(1);
        try (ModelProgram program = new TorchModelProgram(config, weights, precision, 1, threads, Optimizer.ADAMW)) {
            results.add(watch("training steps, " + precision + ", up to " + work, calls, i -> {
                program.forwardBackward(
                        Batch.parts(smaller(work, config, random).examples(config, random), config, 1, threads));
                program.apply(AdamWStep.of(1e-5));
            }));
        }
        try (Generator generator = new TorchGenerator(config, weights, precision, threads)) {
            results.add(watch("generations, " + precision + ", up to " + work, calls, i -> {
                // in turn: greedy, drawn, drawn with a penalty
                double temperature = i % 3 == 0 ? 0 : 1;
                double penalty = i % 3 == 2 ? 1.1 : 1;
                Sampling sampling = new Sampling(work.answer(), temperature, 0, 0.95, penalty, i, 4);
                generator.generate(smaller(work, config, random).prompts(config, random), sampling);
            }));
        }
        return results;
    }

    private static Workload smaller(Workload work, Qwen3VlConfig config, Random random) {
        int side = work.grid() / config.vision().mergeSize();
        int image = side * side;
        int least = Math.min(work.length(), Math.max(work.length() / 2, work.answer() + image + 2));
        int length = least + random.nextInt(work.length() - least + 1);
        return new Workload(1 + random.nextInt(work.batch()), length, work.answer(), work.grid());
    }

    private static MemoryResult watch(String what, int calls, IntConsumer call) {
        int every = Math.max(1, calls / READINGS);
        List<Integer> at = new ArrayList<>();
        List<Long> resident = new ArrayList<>();
        for (int i = 1; i <= calls; i++) {
            call.accept(i);
            if (i % every == 0) {
                System.gc();
                at.add(i);
                resident.add(ResidentMemory.nowKiB());
            }
        }
        return MemoryResult.of(what, at, resident);
    }
}
