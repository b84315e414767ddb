package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.config.Profile;
import io.mindstream.config.TrainerSettings;
import io.mindstream.generators.Catalog;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.StepResult;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.trainer.OptimizerSchedule;
import io.mindstream.trainer.ProgramOptions;
import io.mindstream.trainer.SampleEncoder;
import io.mindstream.trainer.WeightAveraging;
import io.mindstream.trainer.eval.EvalReport;
import io.mindstream.trainer.eval.Evaluator;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** {@code bench learn}: how fast nano learns from the profile's sources, without broker, stream and queue. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains nano from scratch on the profile's sources, without broker, stream and queue, and prints its accuracy on",
            "the probe split as it learns: seconds of training, samples, loss, overall accuracy of the averaged weights, and",
            "accuracy by capability."
        })
final class BenchLearnCommand implements Callable<Integer> {
    private static final int LENGTH_MULTIPLE = 16;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProfileOptions options;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "60000",
            description = "To train on (default: ${DEFAULT-VALUE}).")
    private long samples;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Samples between two evaluations (default: ${DEFAULT-VALUE}).")
    private long every;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "40",
            description = "Questions of each family (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(names = "--families", description = "Prints each family's accuracy too.")
    private boolean families;

    @Option(names = "--json", description = "One JSON object a line; each family's accuracy with it.")
    private boolean json;

    @Override
    public Integer call() {
        Profile profile = options.load();
        TrainerSettings settings = profile.trainer();
        if (settings.lora().on()) {
            throw new IllegalArgumentException(
                    "trainer.lora.rank: " + settings.lora().rank()
                            + ": nano learns from scratch here, with no model to put an adapter beside");
        }
        Catalog catalog = Catalog.discover(profile.name(), profile.picture(), profile.generation(), profile.labels());
        List<Sample> suite = new ProfileSuite(profile, catalog).samples(Split.PROBE, turns, 7);
        try (Tokenizer tokenizer = NanoModel.tokenizer()) {
            Qwen3VlConfig config = NanoModel.config(tokenizer);
            SampleEncoder encoder = new SampleEncoder(
                    new ChatTemplate(tokenizer),
                    new ImageProcessor(
                            NanoModel.images(config, profile.picture().size())),
                    new PictureDecoder(1 << 20),
                    settings.maxTokens(),
                    settings.lengthNormalisation());
            try (ModelProgram program = new TorchModelProgram(
                    config, new RandomWeights(config, settings.seed()), ProgramOptions.of(settings))) {
                train(profile, catalog, encoder, program, tokenizer, suite);
            }
        }
        return 0;
    }

    private void train(
            Profile profile,
            Catalog catalog,
            SampleEncoder encoder,
            ModelProgram program,
            Tokenizer tokenizer,
            List<Sample> suite) {
        TrainerSettings settings = profile.trainer();
        OptimizerSchedule schedule = new OptimizerSchedule(settings);
        WeightAveraging averaging = new WeightAveraging(settings.average());
        SampleFeed feed = new SampleFeed(profile, catalog, settings.seed());
        long trained = 0;
        double seconds = 0;
        double loss = 0;
        Iterable<List<Batch>> batches = Flux.<List<Sample>>generate(sink -> sink.next(feed.batch(settings.batch())))
                .map(batch -> Batch.parts(
                        batch.stream()
                                .map(sample -> encoder.encode(sample).example())
                                .sorted(Comparator.comparingInt(example -> example.tokens().length))
                                .toList(),
                        program.config(),
                        LENGTH_MULTIPLE,
                        settings.parts()))
                .subscribeOn(Schedulers.newSingle("feed", true))
                .take((samples + settings.batch() - 1) / settings.batch())
                .toIterable(settings.prefetch());
        for (List<Batch> parts : batches) {
            long start = System.nanoTime();
            double last = mean(parts, program.forwardBackward(parts));
            program.apply(schedule.at(program.steps()));
            averaging.after(program);
            seconds += (System.nanoTime() - start) / 1e9;
            loss += (last - loss) * Math.max(0.02, 1.0 / program.steps());
            int size = parts.stream().mapToInt(Batch::size).sum();
            trained += size;
            if (trained % every < size) {
                report(settings, encoder, program, tokenizer, suite, trained, seconds, loss);
            }
        }
    }

    private static double mean(List<Batch> parts, List<StepResult> results) {
        double sum = 0;
        int labels = 0;
        for (int i = 0; i < parts.size(); i++) {
            sum += results.get(i).loss() * parts.get(i).labels();
            labels += parts.get(i).labels();
        }
        return sum / labels;
    }

    private void report(
            TrainerSettings settings,
            SampleEncoder encoder,
            ModelProgram program,
            Tokenizer tokenizer,
            List<Sample> suite,
            long trained,
            double seconds,
            double loss) {
        EvalReport report;
        try (TorchGenerator generator =
                new TorchGenerator(program.config(), program.averaged(), Precision.FLOAT32, settings.threads())) {
            Evaluator evaluator = new Evaluator(generator, encoder, tokenizer, 64);
            report = EvalReport.of("", evaluator.ask(suite, false, done -> {}));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(report, trained, seconds, loss));
        } else {
            print(out, report, trained, seconds, loss);
        }
        out.flush();
    }

    private void print(PrintWriter out, EvalReport report, long trained, double seconds, double loss) {
        out.printf(
                Locale.ROOT,
                "%6.0f s  %,8d samples  %5.1f samples/s  loss %.4f  overall %.3f ± %.3f ",
                seconds,
                trained,
                trained / seconds,
                loss,
                report.overall().accuracy(),
                report.overall().halfWidth());
        report.capabilities().forEach((name, figure) -> out.printf(Locale.ROOT, " %s %.2f", name, figure.accuracy()));
        out.println();
        if (families) {
            for (Map.Entry<String, EvalReport.Family> family : report.families().entrySet()) {
                out.printf(
                        Locale.ROOT,
                        "    %-32s %.2f%n",
                        family.getKey(),
                        family.getValue().accuracy());
            }
        }
    }

    private static String object(EvalReport report, long trained, double seconds, double loss) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("seconds", seconds)
                .put("samples", trained)
                .put("loss", loss)
                .put("overall", report.overall().accuracy())
                .put("interval95", report.overall().halfWidth());
        ObjectNode capabilities = node.putObject("capabilities");
        report.capabilities().forEach((name, figure) -> capabilities.put(name, figure.accuracy()));
        ObjectNode families = node.putObject("families");
        report.families().forEach((name, family) -> families.put(name, family.accuracy()));
        return node.toString();
    }
}
