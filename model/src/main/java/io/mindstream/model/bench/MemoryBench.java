package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.Generator;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.generate.Sampling;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.program.AdamWStep;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.program.TrainingOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Watches the process's resident memory over many training steps, then over many generations, on conversations of different lengths. As in
 * the trainer, training batches have one size and are padded to few lengths, since oneDNN keeps plans for each new shape; generations
 * have any size up to it. Java's garbage is collected before each reading, so that what grows is held.
 */
public final class MemoryBench {
    /** Readings of one part of the work. */
    private static final int READINGS = 200;

    private MemoryBench() {}

    /** As in the trainer's collator. */
    private static final int LENGTH_MULTIPLE = 16;

    /**
     * @param work batch, and the largest length; the answer's length is the same in all
     * @param threads of training: parts that are computed side by side; of generation: native threads
     * @param calls steps, and then as many generations; the first quarter of each is left out as warm-up
     */
    public static List<MemoryResult> run(
            Qwen3VlConfig config, WeightSource weights, Workload work, Precision precision, int threads, int calls) {
        List<MemoryResult> results = new ArrayList<>();
        Random random = new Random(1);
        try (ModelProgram program = new TorchModelProgram(
                config, weights, TrainingOptions.plain(precision, 1).withWorkers(threads))) {
            results.add(watch("training steps, " + precision + ", up to " + work, calls, i -> {
                List<Example> examples = new ArrayList<>();
                for (int row = 0; row < work.batch(); row++) {
                    examples.addAll(one(work, config, random).examples(config, random));
                }
                examples.sort(Comparator.comparingInt(example -> example.tokens().length));
                program.forwardBackward(Batch.parts(examples, config, LENGTH_MULTIPLE, threads));
                program.apply(AdamWStep.of(1e-5));
            }));
        }
        try (Generator generator = new TorchGenerator(config, weights, precision, threads)) {
            results.add(watch("generations, " + precision + ", up to " + work, calls, i -> {
                List<Prompt> prompts = new ArrayList<>();
                for (int row = random.nextInt(work.batch()); row >= 0; row--) {
                    prompts.addAll(one(work, config, random).prompts(config, random));
                }
                // in turn: greedy, drawn, drawn with a penalty
                double temperature = i % 3 == 0 ? 0 : 1;
                double penalty = i % 3 == 2 ? 1.1 : 1;
                generator.generate(prompts, new Sampling(work.answer(), temperature, 0, 0.95, penalty, i, 4));
            }));
        }
        return results;
    }

    /** One conversation of any length down to the half, its picture and its answer. */
    private static Workload one(Workload work, Qwen3VlConfig config, Random random) {
        int side = work.grid() / config.vision().mergeSize();
        int least = Math.min(work.length(), Math.max(work.length() / 2, work.answer() + side * side + 2));
        int length = least + random.nextInt(work.length() - least + 1);
        return new Workload(1, length, work.answer(), work.grid());
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
