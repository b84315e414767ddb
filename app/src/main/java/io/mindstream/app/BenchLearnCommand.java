package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.config.TrainerSettings;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.HeldOutSuite;
import io.mindstream.model.checkpoint.NanoConfig;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.program.AdamWStep;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.StepResult;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.text.BpeTrainer;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.model.text.SpecialToken;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.trainer.LearningRate;
import io.mindstream.trainer.SampleEncoder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "learn", mixinStandardHelpOptions = true)
final class BenchLearnCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ProfileOptions options;

    @Option(names = "--samples", defaultValue = "40000")
    private long samples;

    @Option(names = "--every", defaultValue = "10000")
    private long every;

    @Option(names = "--turns", defaultValue = "40")
    private int turns;

    @Option(names = "--threads", defaultValue = "2")
    private int threads;

    @Override
    public Integer call() throws Exception {
        Profile profile = options.load();
        TrainerSettings settings = profile.trainer();
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = Catalog.discover(profile.picture(), profile.generation());
        Tokenizer tokenizer = Tokenizer.parse(new BpeTrainer(1536)
                .train(new TokenizerCorpus(catalog).lines(500))
                .toJson());
        Qwen3VlConfig config = NanoConfig.of(
                tokenizer.size(),
                tokenizer.id(SpecialToken.IMAGE_PAD),
                tokenizer.id(SpecialToken.VIDEO_PAD),
                tokenizer.id(SpecialToken.VISION_START),
                tokenizer.id(SpecialToken.VISION_END),
                tokenizer.id(SpecialToken.IM_END),
                tokenizer.id(SpecialToken.END_OF_TEXT));
        SampleEncoder encoder = new SampleEncoder(
                new ChatTemplate(tokenizer),
                new ImageProcessor(ImageProcessorConfig.of(8, 2, 2, 64 * 64, 64 * 64)),
                new PictureDecoder(1 << 20),
                settings.maxTokens());
        List<SampleEncoder.Encoded> suite = new ArrayList<>();
        for (Sample sample : new HeldOutSuite(catalog).samples(Split.TEST, turns, 7)) {
            suite.add(encoder.encode(sample));
        }
        out.println("vocab " + tokenizer.size() + ", suite " + suite.size() + ", labels "
                + catalog.labels().size());
        BlockingQueue<List<SampleEncoder.Encoded>> queue = new ArrayBlockingQueue<>(6);
        Thread feeder = new Thread(() -> feed(profile, catalog, encoder, settings.batch(), queue), "feed");
        feeder.setDaemon(true);
        feeder.start();
        Precision precision = Precision.fastest();
        try (TorchModelProgram program =
                new TorchModelProgram(config, new RandomWeights(config, settings.seed()), precision, threads)) {
            LearningRate schedule = new LearningRate(settings.learningRate(), settings.warmup(), settings.horizon());
            long trained = 0;
            double seconds = 0;
            double loss = 0;
            double tokens = 0;
            while (trained < samples) {
                List<SampleEncoder.Encoded> batch = queue.take();
                long start = System.nanoTime();
                Batch collated = Batch.collate(
                        batch.stream().map(SampleEncoder.Encoded::example).toList(), config, 16);
                StepResult result = program.forwardBackward(collated);
                program.apply(new AdamWStep(
                        schedule.at(program.steps()),
                        0.9,
                        settings.beta2(),
                        1e-8,
                        settings.weightDecay(),
                        settings.clipNorm(),
                        false));
                program.average(Math.min(1, 1 / (settings.average() * program.steps())));
                seconds += (System.nanoTime() - start) / 1e9;
                loss += (result.loss() - loss) * 0.02;
                tokens += collated.tokens();
                trained += batch.size();
                if (trained % every < batch.size()) {
                    report(out, program, config, suite, trained, seconds, loss, tokens);
                }
            }
        }
        return 0;
    }

    private void report(
            PrintWriter out,
            TorchModelProgram program,
            Qwen3VlConfig config,
            List<SampleEncoder.Encoded> suite,
            long trained,
            double seconds,
            double loss,
            double tokens) {
        double raw = accuracy(program, config, suite, new TreeMap<>());
        Map<String, double[]> families = new TreeMap<>();
        double averaged;
        try (TorchModelProgram mean = new TorchModelProgram(config, program.averaged(), Precision.fastest(), threads)) {
            averaged = accuracy(mean, config, suite, families);
        }
        out.printf(
                Locale.ROOT,
                "%,8d samples %6.1f s %6.1f samples/s %7.0f tokens/s loss %.4f raw %.3f averaged %.3f%n",
                trained,
                seconds,
                trained / seconds,
                tokens / seconds,
                loss,
                raw,
                averaged);
        StringBuilder line = new StringBuilder("   ");
        families.forEach((name, f) -> line.append(String.format(Locale.ROOT, " %s %.2f", name, f[0] / f[1])));
        out.println(line);
        out.flush();
    }

    private static double accuracy(
            TorchModelProgram program,
            Qwen3VlConfig config,
            List<SampleEncoder.Encoded> suite,
            Map<String, double[]> families) {
        for (int at = 0; at < suite.size(); at += 64) {
            List<SampleEncoder.Encoded> part = suite.subList(at, Math.min(suite.size(), at + 64));
            Batch batch = Batch.collate(
                    part.stream().map(SampleEncoder.Encoded::example).toList(), config, 16);
            StepResult result = program.evaluate(batch);
            boolean[] right = new boolean[part.size()];
            java.util.Arrays.fill(right, true);
            for (int label = 0; label < batch.labels(); label++) {
                right[batch.labelExample(label)] &= result.correct()[label];
            }
            for (int i = 0; i < right.length; i++) {
                double[] family = families.computeIfAbsent(
                        part.get(i).sample().turns().get(0).family(), name -> new double[2]);
                family[0] += right[i] ? 1 : 0;
                family[1]++;
            }
        }
        return families.values().stream()
                .mapToDouble(f -> f[0] / f[1])
                .average()
                .orElse(0);
    }

    private static void feed(
            Profile profile,
            Catalog catalog,
            SampleEncoder encoder,
            int size,
            BlockingQueue<List<SampleEncoder.Encoded>> queue) {
        SampleFeed feed = new SampleFeed(profile, catalog, 3);
        SplittableRandom random = new SplittableRandom(5);
        List<SampleEncoder.Encoded> pool = new ArrayList<>();
        try {
            while (true) {
                while (pool.size() < 16 * size) {
                    for (Sample sample : feed.next()) {
                        pool.add(encoder.encode(sample));
                    }
                }
                List<SampleEncoder.Encoded> batch = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    int at = random.nextInt(pool.size());
                    batch.add(pool.get(at));
                    pool.set(at, pool.get(pool.size() - 1));
                    pool.remove(pool.size() - 1);
                }
                queue.put(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
    }
}
