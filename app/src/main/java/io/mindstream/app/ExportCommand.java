package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Source;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.exports.ChatJsonlWriter;
import io.mindstream.samples.exports.ChatLayout;
import io.mindstream.samples.exports.DataCard;
import io.mindstream.samples.exports.SampleWriter;
import io.mindstream.samples.exports.WebDatasetWriter;
import io.mindstream.samples.exports.parquet.ParquetSampleWriter;
import io.mindstream.samples.user.UserStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: samples as files for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes samples as files that other trainers read, with a data card (README.md): counts by label, information",
            "density, sources and their licences.",
            "",
            "Without --recent nothing needs to run: samples are drawn from the profile's sources and from what was ingested,",
            "judged and de-duplicated as the stream does. The same seed, profile and sources give the same bytes.",
            "",
            "  ./mindstream export --to /tmp/data --samples 10000",
            "  ./mindstream export --to /tmp/shards --format webdataset --set generation.sources=[gauge,user]",
            "  ./mindstream export --to /tmp/test --split test --format jsonl --layout llava",
            ""
        })
final class ExportCommand implements Callable<Integer> {
    private static final int EVERY = 1000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Directory to write; not there yet, or empty.")
    private Path to;

    /** How files are laid out. */
    enum Format {
        JSONL,
        WEBDATASET,
        PARQUET
    }

    @Option(
            names = "--format",
            defaultValue = "JSONL",
            description = {
                "jsonl: a line a sample and the pictures as files; webdataset: tars; parquet: as datasets loads pictures, always in",
                "the layout of TRL (default: jsonl)."
            })
    private Format format;

    @Option(
            names = "--layout",
            defaultValue = "TRL",
            description = {
                "Of the dialogue: trl (messages, images), llama_factory (messages with <image>, images) or",
                "llava (conversations, image) (default: trl)."
            })
    private ChatLayout layout;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "How many (default: ${DEFAULT-VALUE}); of held-out scenes about so many questions, evenly by family.")
    private int samples;

    @Option(
            names = "--split",
            defaultValue = "TRAIN",
            description = "train, probe or test: whether of scenes to train on or of held-out ones (default: train).")
    private Split split;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of what is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--shard",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Samples of a tar or Parquet file (default: ${DEFAULT-VALUE}).")
    private int shard;

    @Option(
            names = "--recent",
            description = "Writes what the running stream made last, instead of drawing anew; different at any time.")
    private boolean recent;

    @Mixin
    private DataOptions data;

    @Mixin
    private UserDataOptions userData;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private ProfileOptions options;

    @Option(names = "--json", description = "Prints one object: directory, samples.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (samples < 1) {
            throw new IllegalArgumentException("--samples " + samples + ": less than 1");
        }
        if (shard < 1) {
            throw new IllegalArgumentException("--shard " + shard + ": less than 1");
        }
        if (format == Format.PARQUET && layout != ChatLayout.TRL) {
            throw new IllegalArgumentException("--layout " + layout + ": Parquet files have the layout trl");
        }
        if (recent && split != Split.TRAIN) {
            throw new IllegalArgumentException(
                    "--recent --split " + split + ": the stream makes samples to train on only");
        }
        Profile profile = options.load();
        requireEmpty(to);
        // Beside its place until it is whole.
        Path part = to.toAbsolutePath().normalize();
        part = part.resolveSibling("." + part.getFileName() + ".part");
        remove(part);
        Files.createDirectories(part);
        int written;
        try {
            written = write(profile, part);
            Files.deleteIfExists(to);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(part);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? new JsonMapper()
                                .createObjectNode()
                                .put("directory", to.toString())
                                .put("samples", written)
                                .toString()
                        : String.format(
                                Locale.ROOT,
                                "%s: %,d samples%s",
                                to,
                                written,
                                written < samples ? ", there are no more" : ""));
        out.flush();
        return 0;
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> inside = Files.list(directory)) {
                if (inside.findAny().isPresent()) {
                    throw new IOException("--to " + directory + ": not empty");
                }
            }
        } else if (Files.exists(directory)) {
            throw new IOException("--to " + directory + ": not a directory");
        }
    }

    private int write(Profile profile, Path directory) throws IOException {
        try (UserStore user = userData.open(data.dir)) {
            Catalog catalog = UserDataOptions.catalog(profile, user);
            Made made = recent
                    ? recent(profile)
                    : split == Split.TRAIN ? drawn(profile, catalog) : heldOut(profile, catalog);
            DataCard card = new DataCard();
            try (SampleWriter writer = writer(directory)) {
                while (card.samples() < samples && made.samples.hasNext()) {
                    Sample sample = made.samples.next();
                    writer.write(sample);
                    card.count(sample);
                    progress(card.samples());
                }
            }
            Map<String, String> material = new TreeMap<>();
            for (Source<?> source : catalog.sources().values()) {
                material.put(source.name(), source.material());
            }
            Files.writeString(directory.resolve("README.md"), card.markdown(how(profile), made.refused, material));
            return card.samples();
        }
    }

    /**
     * What is written.
     *
     * @param samples in their order
     * @param refused grows as samples are drawn: why others are not among them
     */
    private record Made(Iterator<Sample> samples, SortedMap<String, Integer> refused) {}

    private Made drawn(Profile profile, Catalog catalog) {
        OfflineSamples offline = new OfflineSamples(profile, catalog, seed);
        SortedMap<String, Integer> refused = new TreeMap<>();
        Iterator<Sample> all = new Iterator<>() {
            private Iterator<Sample> waiting = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                if (!waiting.hasNext()) {
                    waiting = offline.next().iterator();
                    refused.putAll(offline.refused());
                }
                return waiting.hasNext();
            }

            @Override
            public Sample next() {
                return waiting.next();
            }
        };
        return new Made(all, refused);
    }

    private Made heldOut(Profile profile, Catalog catalog) {
        long families = catalog.sources().values().stream()
                .mapToLong(source -> source.families().size())
                .sum();
        int each = (int) Math.max(1, samples / Math.max(1, families));
        List<Sample> suite = new ProfileSuite(profile, catalog).samples(split, each, seed);
        return new Made(suite.iterator(), new TreeMap<>());
    }

    private Made recent(Profile profile) throws IOException {
        ClusterProperties properties = cluster.orRunningOn(data.dir);
        Topics topics = Topics.of(profile.bus(), properties.topicPrefix());
        List<Sample> found = new ArrayList<>(new NewestRecords(properties).read(topics.samples(), samples));
        found.sort(Comparator.comparing(Sample::id));
        return new Made(found.iterator(), new TreeMap<>());
    }

    private SampleWriter writer(Path directory) throws IOException {
        String name = split.name().toLowerCase(Locale.ROOT);
        return switch (format) {
            case JSONL -> new ChatJsonlWriter(directory, name, layout);
            case PARQUET -> new ParquetSampleWriter(directory, name, shard);
            case WEBDATASET -> new WebDatasetWriter(directory, name, layout, shard);
        };
    }

    private List<String> how(Profile profile) {
        String what = recent
                ? "The newest samples of a running stream."
                : "Drawn by `mindstream export` with seed " + seed + ", "
                        + split.name().toLowerCase(Locale.ROOT) + " scenes, pictures of "
                        + profile.picture().size() + " pixels.";
        List<String> lines = new ArrayList<>(List.of(what));
        lines.add("Layout `" + layout.name().toLowerCase(Locale.ROOT) + "`, format `"
                + format.name().toLowerCase(Locale.ROOT) + "`. Profile `" + profile.name() + "`"
                + (options.overrides.isEmpty() ? "." : ", with `" + new TreeMap<>(options.overrides) + "`."));
        lines.add("Splits are by content: scenes that a viewer would call the same are in the same split.");
        return lines;
    }

    private void progress(int done) {
        if (done % EVERY == 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(Locale.ROOT, "%,d samples%n", done);
            err.flush();
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
