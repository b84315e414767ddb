package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.config.Profile;
import io.mindstream.model.engine.NativeThreads;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.lora.ModelDirectory;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.user.UserStore;
import io.mindstream.trainer.SampleEncoder;
import io.mindstream.trainer.eval.EvalReport;
import io.mindstream.trainer.eval.EvalReport.Figure;
import io.mindstream.trainer.eval.Evaluator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eval}: how well a checkpoint answers questions about scenes that were never trained. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks a checkpoint questions about held-out scenes of the profile's sources, greedily, and prints its accuracy:",
            "overall (macro-average over question families), by capability and by family, with 95 %% intervals. What was ingested",
            "is one of them: --set generation.sources=[user] asks about nothing else."
        })
final class EvalCommand implements Callable<Integer> {
    private static final long MAX_PIXELS = 1L << 24;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private UserDataOptions userData;

    @Mixin
    private ProfileOptions options;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "The checkpoint, a model or an adapter (default: the newest in --dir).")
    private Path checkpoint;

    @Option(
            names = "--split",
            defaultValue = "TEST",
            description = "test or probe: which held-out scenes (default: test).")
    private Split split;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "100",
            description = "Questions of each family (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(
            names = "--suite-seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Of the questions (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--blank", description = "Shows plain grey pictures instead: what the model knows without looking.")
    private boolean blank;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Native threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            defaultValue = "fp32",
            description = "Of weights and arithmetic: fp32, bf16, or auto for the fastest (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Option(names = "--json", description = "Prints one object: checkpoint, overall, capabilities, families.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        NativeThreads.spinWhereTheyWait();
        if (split == Split.TRAIN) {
            throw new IllegalArgumentException("--split train: these scenes are not held out");
        }
        Profile profile = options.load();
        // Questions take a while to draw; whether there is a checkpoint is known at once.
        if (checkpoint == null) {
            newest(data.dir.resolve("checkpoints"));
        } else if (!Files.isDirectory(checkpoint)) {
            throw new IOException("--checkpoint " + checkpoint + ": no such directory");
        }
        List<Sample> suite;
        try (UserStore user = userData.open(data.dir)) {
            suite = new ProfileSuite(profile, UserDataOptions.catalog(profile, user)).samples(split, turns, seed);
        }
        EvalReport report = checkpoint != null ? evaluate(checkpoint, profile, suite) : evaluateNewest(profile, suite);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(report));
        } else {
            print(out, report);
        }
        out.flush();
        return 0;
    }

    /** Of a training that goes on: what is newest now may be removed before it has been read. */
    private EvalReport evaluateNewest(Profile profile, List<Sample> suite) throws IOException {
        Path checkpoints = data.dir.resolve("checkpoints");
        Path newest = newest(checkpoints);
        try {
            return evaluate(newest, profile, suite);
        } catch (IOException | RuntimeException e) {
            if (Files.isDirectory(newest)) {
                throw e;
            }
            return evaluate(newest(checkpoints), profile, suite);
        }
    }

    private EvalReport evaluate(Path directory, Profile profile, List<Sample> suite) throws IOException {
        ModelDirectory files = ModelDirectory.of(directory);
        try (Tokenizer tokenizer = Tokenizer.load(files.model());
                TorchGenerator generator = TorchGenerator.load(
                        files, CommandValue.of("--precision", precision, Precision::named), threads)) {
            SampleEncoder encoder = new SampleEncoder(
                    new ChatTemplate(tokenizer),
                    new ImageProcessor(ImageProcessorConfig.read(files.model())),
                    new PictureDecoder(MAX_PIXELS),
                    profile.trainer().maxTokens(),
                    profile.trainer().lengthNormalisation());
            Evaluator evaluator =
                    new Evaluator(generator, encoder, tokenizer, profile.serve().maxNewTokens());
            return EvalReport.of(name(directory), evaluator.ask(suite, blank, progress(suite.size())));
        }
    }

    private static Path newest(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            throw new IOException(checkpoints + ": no checkpoints: train first, or name one with --checkpoint");
        }
        try (Stream<Path> paths = Files.walk(checkpoints, 2)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("step-"))
                    .max(Comparator.comparing(path -> path.getFileName().toString()))
                    .orElseThrow(() -> new IOException(checkpoints + ": no checkpoint in it yet"));
        }
    }

    /** {@code run/step} for a checkpoint of ours, the directory's name for any other. */
    private static String name(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        String own = absolute.getFileName().toString();
        return own.matches("step-\\d{10}")
                ? absolute.getParent().getFileName() + "/" + Long.parseLong(own.substring(5))
                : own;
    }

    private IntConsumer progress(int all) {
        if (json || System.console() == null) {
            return done -> {};
        }
        PrintWriter err = spec.commandLine().getErr();
        return done -> {
            err.printf("\r%,d of %,d questions%s", done, all, done == all ? "\n" : "");
            err.flush();
        };
    }

    private void print(PrintWriter out, EvalReport report) {
        out.printf(
                "%s, %s scenes, %d questions a family%s%n",
                report.checkpoint(), split.name().toLowerCase(Locale.ROOT), turns, blank ? ", pictures blanked" : "");
        row(out, "overall", report.overall());
        out.println("capabilities");
        report.capabilities().forEach((name, figure) -> row(out, "  " + name, figure));
        out.println("families");
        report.families()
                .forEach((name, family) -> out.printf(
                        Locale.ROOT,
                        "%-34s %.3f          %,6d turns  %.1f tokens a reply%n",
                        "  " + name,
                        family.accuracy(),
                        family.turns(),
                        family.turns() == 0 ? 0 : (double) family.tokens() / family.turns()));
    }

    private static void row(PrintWriter out, String name, Figure figure) {
        out.printf(
                Locale.ROOT,
                "%-34s %.3f ± %.3f  %,6d turns%n",
                name,
                figure.accuracy(),
                figure.halfWidth(),
                figure.turns());
    }

    private String object(EvalReport report) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("checkpoint", report.checkpoint())
                .put("split", split.name().toLowerCase(Locale.ROOT))
                .put("blank", blank);
        put(node.putObject("overall"), report.overall());
        ObjectNode capabilities = node.putObject("capabilities");
        report.capabilities().forEach((name, figure) -> put(capabilities.putObject(name), figure));
        ObjectNode families = node.putObject("families");
        report.families().forEach((name, family) -> families.putObject(name)
                .put("capability", family.capability())
                .put("accuracy", family.accuracy())
                .put("turns", family.turns()));
        return node.toString();
    }

    private static void put(ObjectNode node, Figure figure) {
        node.put("accuracy", figure.accuracy()).put("turns", figure.turns()).put("interval95", figure.halfWidth());
    }
}
