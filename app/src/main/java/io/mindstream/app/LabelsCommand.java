package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.TableView;
import io.mindstream.config.LabelSettings;
import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.samples.LabelStats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code labels}: what there is to be asked. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the two label trees, and how many pairs of a domain leaf and a capability leaf the sources reach: at least",
            "one scene in ten of the domain gives the capability something to ask, found by asking. All sources that are there",
            "count; those that the profile draws from are marked.",
            "",
            "Where something runs on --dir, or a cluster is named, pairs are counted that were generated (a sample of theirs has",
            "been trained on) and mastered (of at least 20 answers, nine in ten of the newest hundred were right)."
        })
final class LabelsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private ProfileOptions options;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Writes the domain tree as a sunburst, a page that works offline.")
    private Path page;

    @Option(names = "--json", description = "Prints one object; reachable_pairs is in it.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Profile profile = options.load();
        Catalog catalog = Catalog.discover(
                profile.name(), profile.picture(), profile.generation().ofAllSources(), profile.labels());
        Set<String> drawn = Set.copyOf(profile.generation().sources());
        LabelReport report = LabelReport.of(catalog, drawn, profile.labels(), learnt(profile));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(report));
        } else {
            print(out, report, profile.labels());
        }
        out.flush();
        if (page != null) {
            AtomicFile.write(page.toAbsolutePath(), LabelsPage.of(report));
            spec.commandLine().getErr().println(page + ": written");
        }
        return 0;
    }

    /** Empty where nothing runs. */
    private Optional<Map<String, LabelStats>> learnt(Profile profile) throws IOException {
        Optional<ClusterProperties> properties = cluster.own();
        if (properties.isEmpty() && DataDirectory.inUse(data.dir)) {
            properties = Optional.of(cluster.orRunningOn(data.dir));
        }
        if (properties.isEmpty()) {
            return Optional.empty();
        }
        Topics topics = Topics.of(profile.bus(), properties.get().topicPrefix());
        try (TableView<LabelStats> stats = TableView.open(properties.get(), topics.labelStats())) {
            return Optional.of(stats.await(PATIENCE).snapshot());
        }
    }

    private static void print(PrintWriter out, LabelReport report, LabelSettings labels) {
        LabelReport.Count all = report.all();
        out.printf(
                Locale.ROOT,
                "%,d pairs reachable, of %,d domain leaves and %d capability leaves",
                all.reachable(),
                all.leaves(),
                report.capabilities().size());
        if (report.live()) {
            out.printf(Locale.ROOT, "; %,d generated, %,d mastered", all.generated(), all.mastered());
        }
        out.printf("%n%n%-18s %9s %7s %9s %13s%n", "source", "pairs", "share", "leaves", "capabilities");
        for (LabelReport.OfSource source : report.sources()) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %,9d %6.1f%% %,9d %13d%s%n",
                    source.name(),
                    source.pairs(),
                    100.0 * source.pairs() / all.reachable(),
                    source.leaves(),
                    source.capabilities(),
                    source.drawn() ? "  drawn from" : "");
        }
        out.println();
        header(out, report, "domain");
        String top = "";
        for (Map.Entry<String, LabelReport.Count> branch : report.domains().entrySet()) {
            String path = branch.getKey();
            String first = path.substring(0, path.indexOf('/'));
            if (!first.equals(top)) {
                row(out, report, first, report.tops().get(first));
                top = first;
            }
            row(out, report, "  " + path.substring(path.indexOf('/') + 1), branch.getValue());
        }
        out.println();
        header(out, report, "capability");
        report.capabilities()
                .forEach((leaf, count) ->
                        row(out, report, leaf, count, labels.capability().description(leaf)));
    }

    private static void header(PrintWriter out, LabelReport report, String tree) {
        out.printf("%-44s %8s %9s", tree, "leaves", "pairs");
        out.println(report.live() ? String.format(" %10s %9s", "generated", "mastered") : "");
    }

    private static void row(PrintWriter out, LabelReport report, String name, LabelReport.Count count, String... more) {
        out.printf(Locale.ROOT, "%-44s %,8d %,9d", name, count.leaves(), count.reachable());
        if (report.live()) {
            out.printf(Locale.ROOT, " %,10d %,9d", count.generated(), count.mastered());
        }
        for (String words : more) {
            out.print("  " + words);
        }
        out.println();
    }

    private static String object(LabelReport report) {
        ObjectNode node = new JsonMapper().createObjectNode();
        count(node, report, report.all());
        ArrayNode sources = node.putArray("sources");
        for (LabelReport.OfSource source : report.sources()) {
            sources.addObject()
                    .put("source", source.name())
                    .put("reachable_pairs", source.pairs())
                    .put("domain_leaves", source.leaves())
                    .put("capability_leaves", source.capabilities())
                    .put("drawn_from", source.drawn());
        }
        branches(node.putArray("domains"), report, report.domains());
        branches(node.putArray("capabilities"), report, report.capabilities());
        return node.toString();
    }

    private static void branches(ArrayNode array, LabelReport report, Map<String, LabelReport.Count> counts) {
        for (Map.Entry<String, LabelReport.Count> entry : List.copyOf(counts.entrySet())) {
            count(array.addObject().put("path", entry.getKey()), report, entry.getValue());
        }
    }

    private static void count(ObjectNode node, LabelReport report, LabelReport.Count count) {
        node.put("reachable_pairs", count.reachable()).put("domain_leaves", count.leaves());
        if (report.live()) {
            node.put("generated_pairs", count.generated()).put("mastered_pairs", count.mastered());
        }
    }
}
