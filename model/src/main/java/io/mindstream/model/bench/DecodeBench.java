package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.generate.Sampling;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.lora.AdapterDirectory;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Times whole greedy generations, prompts and pictures included, with no stop token, on one thread. */
public final class DecodeBench {
    private static final int WARM_UP = 3;

    private DecodeBench() {}

    /**
     * @param adapter what answers with the model, if anything does
     * @param generations timed generations, after three that are not
     */
    public static BenchResult run(
            Qwen3VlConfig config,
            WeightSource weights,
            Optional<AdapterDirectory> adapter,
            Workload work,
            Precision precision,
            int threads,
            int generations) {
        Qwen3VlConfig endless = new Qwen3VlConfig(
                config.text(),
                config.vision(),
                config.tiedHead(),
                config.imageToken(),
                config.videoToken(),
                config.visionStartToken(),
                config.visionEndToken(),
                List.of(),
                config.padToken());
        try (TorchGenerator generator = new TorchGenerator(endless, weights, precision, threads)) {
            adapter.ifPresent(generator::use);
            Random random = new Random(1);
            double[] millis = new double[generations];
            Sampling sampling = new Sampling(work.answer(), 0, 0, 1, 0, Math.max(1, work.answer() - 1));
            for (int i = -WARM_UP; i < generations; i++) {
                List<Prompt> prompts = work.prompts(endless, random);
                long start = System.nanoTime();
                generator.generate(prompts, sampling);
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
            return BenchResult.of(
                    "decode, " + precision + (adapter.isPresent() ? ", with an adapter, " : ", ") + work,
                    millis,
                    work.batch(),
                    work.answer(),
                    WorkCost.decoding(config, work, precision),
                    () -> MachinePeak.measure(config, precision, threads));
        }
    }
}
