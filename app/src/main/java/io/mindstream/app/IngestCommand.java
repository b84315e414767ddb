package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.client.ForeignTopic;
import io.mindstream.config.Profile;
import io.mindstream.samples.imports.AnswerRule;
import io.mindstream.samples.imports.LabelRules;
import io.mindstream.samples.user.UserStoreWriter;
import io.mindstream.scorers.PictureSignature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ingest}: the user's own pictures and what is said about them. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes pictures of your own, with captions, labels, questions and answers, into the data directory.",
            "The next run on it draws from them as from any source ('user' in generation.sources), trains on",
            "most of them, and holds the rest out for eval.",
            "",
            "PATH is a folder, a picture, or a file of records:",
            "  *.jsonl, *.json   objects in the layouts of TRL (messages, or prompt and completion; images),",
            "                    LLaMA-Factory (conversations, or instruction and output; images), LLaVA (image,",
            "                    conversations), or plain ones with caption, label, qa, options, or",
            "                    {\"image\": \"a.png\", \"question\": \"What is it?\", \"answer\": \"a bowline\"}",
            "  *.tar             WebDataset shards: 0001.jpg with 0001.txt, 0001.cls or 0001.json",
            "  *.csv, *.tsv      a row a picture, in columns of those names; a table without pictures gives bar",
            "                    charts of its columns of numbers, and questions about them",
            "  pictures          with a caption in a .txt file of the same name, or --label-from-folder",
            "PNG, JPEG, GIF, WebP, BMP and TIFF are read, by their content. What cannot be taken goes to the",
            "topic of rejected records with file and line (./mindstream samples --rejected), and stops nothing.",
            "",
            "Typing the same again goes on where it was interrupted, and adds what is new.",
            "",
            "  ./mindstream ingest photos/ --label-from-folder --label-question \"Which knot is this?\"",
            "  ./mindstream ingest train.jsonl --pictures /data/coco --dry-run",
            ""
        })
final class IngestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders, pictures and files of records.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = {
                "A Kafka topic of yours, on the cluster of --bootstrap or --kafka-properties: each value a JSON",
                "record as above. It is read to the end that it has now, and from there the next time."
            })
    private String topic;

    @Mixin
    private DataOptions data;

    @Mixin
    private UserDataOptions user;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Where paths of pictures inside of records start (default: the folder of the record's file).")
    private Path pictures;

    @Option(
            names = "--domain",
            paramLabel = "LEAF",
            defaultValue = "user/own/pictures",
            description = "Leaf of the domain tree that all gets (default: ${DEFAULT-VALUE}).")
    private String domain;

    @Option(
            names = "--capability",
            paramLabel = "LEAF",
            description = {
                "Leaf of the capability tree that questions get; captions and long replies stay",
                "perception/description/dense (default: told by question and reply, see docs/ingest.md)."
            })
    private String capability;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = {
                "YAML list of rules that come before those two, the first that fits:",
                "  - {file: \"scans/.*\", domain: documents/text/word}",
                "  - {question: \"(?i)how many.*\", capability: perception/counting/all}"
            })
    private Path mapping;

    @Option(names = "--label-from-folder", description = "The folder in which a picture lies says what it shows.")
    private boolean labelFromFolder;

    @Option(
            names = "--label-question",
            paramLabel = "TEXT",
            defaultValue = "What is shown?",
            description = "Question whose reply a label is (default: ${DEFAULT-VALUE}).")
    private String labelQuestion;

    @Option(
            names = "--caption-question",
            paramLabel = "TEXT",
            defaultValue = "Describe the picture.",
            description = "Question whose reply a caption is (default: ${DEFAULT-VALUE}).")
    private String captionQuestion;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "By how much a number may be off, for example 0.02; decimals may always by half of their last place.")
    private double tolerance;

    @Option(
            names = "--max-side",
            paramLabel = "PIXELS",
            defaultValue = "1024",
            description = "Pictures are kept no larger than this (default: ${DEFAULT-VALUE}).")
    private int side;

    @Option(
            names = "--exact",
            description = {
                "Training shows the pictures as they are. Otherwise it cuts up to 5 %% off each edge and changes",
                "the light a little, differently each time, so that few pictures last for many passes; each",
                "exact sample is trained once."
            })
    private boolean exact;

    @Option(
            names = "--again",
            description =
                    "Reads files anew that were read before, say with other options; what is known is not added twice.")
    private boolean again;

    @Option(names = "--dry-run", description = "Reads and judges everything, and keeps nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one object: pictures, questions, duplicates, rejected.")
    private boolean json;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private ProfileOptions profile;

    @Override
    public Integer call() throws Exception {
        if (side < 16 || side > 4096) {
            throw new IllegalArgumentException("--max-side " + side + ": not in 16..4096");
        }
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("--tolerance " + tolerance + ": not in 0..1");
        }
        Profile settings = profile.load();
        LabelRules labels = new LabelRules(
                domain, Optional.ofNullable(capability), Optional.ofNullable(mapping), settings.labels());
        AnswerRule answers = new AnswerRule(tolerance);
        UserMaterial material = new UserMaterial(Optional.ofNullable(pictures), labelFromFolder);
        if (paths.isEmpty() && topic == null) {
            throw new IllegalArgumentException("nothing to ingest is named: PATH or --topic");
        }
        List<UserMaterial.Input> inputs = material.files(paths);
        if (inputs.isEmpty() && topic == null) {
            throw new IOException(paths + ": nothing in it that can be read");
        }
        Path folder = dryRun ? scratch(user.in(data.dir)) : user.in(data.dir);
        NearPictures near = new NearPictures();
        try (Session session = new Session();
                UserStoreWriter store = UserStoreWriter.open(
                        folder, (key, signature) -> near.add(key, PictureSignature.ofBytes(signature)))) {
            RejectedTopic rejected = new RejectedTopic(data.dir, cluster, settings, session);
            PrintWriter err = spec.commandLine().getErr();
            IngestedRecords.Settings how = new IngestedRecords.Settings(side, !exact, captionQuestion, labelQuestion);
            Ingestion ingestion =
                    new Ingestion(store, again, dryRun ? rejections -> {} : rejected::send, session::ending, err);
            ingestion.begin(refused -> new IngestedRecords(how, settings, labels, answers, store, near, refused));
            ingestion.read(inputs, material);
            if (topic != null) {
                ClusterProperties kafka = cluster.own().orElseThrow(ClusterOptions::missing);
                Path beside = pictures == null ? Path.of("") : pictures;
                try (ForeignTopic foreign = new ForeignTopic(kafka, topic)) {
                    ingestion.read(kafka.bootstrap(), foreign, topic, beside);
                }
            }
            ingestion.end();
            print(ingestion.result(), session.ending());
            return ingestion.result().inVain() ? 1 : 0;
        } finally {
            if (dryRun) {
                remove(folder);
            }
        }
    }

    /** A copy of what is known, to be added to and thrown away. */
    private static Path scratch(Path folder) throws IOException {
        Path scratch = Files.createTempDirectory("mindstream-ingest");
        Path log = folder.resolve("log.jsonl");
        if (Files.exists(log)) {
            Files.copy(log, scratch.resolve("log.jsonl"));
        }
        return scratch;
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void print(Ingestion.Result result, boolean interrupted) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper()
                    .createObjectNode()
                    .put("files", result.files())
                    .put("records", result.records())
                    .put("pictures", result.pictures())
                    .put("questions", result.questions())
                    .put("duplicates", result.duplicates())
                    .put("rejected", result.rejected())
                    .put("total", result.total())
                    .put("done", !interrupted));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s: %,d new pictures, %,d new questions, %,d known already, %,d rejected; %,d pictures in all%s%n",
                    dryRun ? "dry run" : user.in(data.dir).toString(),
                    result.pictures(),
                    result.questions(),
                    result.duplicates(),
                    result.rejected(),
                    result.total(),
                    interrupted ? "; interrupted: the same command goes on" : "");
            if (!dryRun && result.pictures() + result.questions() > 0) {
                out.println("./mindstream run draws from them when it is started the next time");
            }
        }
        out.flush();
    }
}
