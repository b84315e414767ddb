package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.TableView;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.QueueState.Cell;
import io.mindstream.samples.QueueState.DifficultyVersion;
import io.mindstream.samples.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code queue}: what waits to be trained. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows the curriculum queue: depth by stage, label and difficulty bucket (0 is the easiest), and what tells difficulty.")
final class QueueCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private ProfileOptions profile;

    @Option(names = "--json", description = "Prints one object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ClusterProperties properties = cluster.orRunningOn(data.dir);
        Topics topics = Topics.of(profile.load().bus(), properties.topicPrefix());
        try (TableView<QueueState> states = TableView.open(properties, topics.queueState());
                TableView<LabelStats> stats = TableView.open(properties, topics.labelStats())) {
            Collection<QueueState> found = states.await(PATIENCE).snapshot().values();
            QueueState newest = found.stream()
                    .max(Comparator.comparingLong(QueueState::at))
                    .orElseThrow(() -> new IOException(
                            "topic " + topics.queueState().name() + ": empty: no trainer has opened a queue yet"));
            Map<String, LabelStats> learnt = stats.await(PATIENCE).snapshot();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(object(newest));
            } else {
                print(out, newest, learnt);
            }
            out.flush();
        }
        return 0;
    }

    private static void print(PrintWriter out, QueueState state, Map<String, LabelStats> learnt) {
        out.printf(
                Locale.ROOT,
                "waiting %,d  leased %,d  trained %,d  accepted %,d  lease %,d%n",
                state.depth(),
                state.leased(),
                state.trained(),
                state.accepted(),
                state.sequence());
        out.println(difficulty(state.difficulty()));
        SortedMap<Stage, SortedMap<Label, long[]>> table = table(state);
        int buckets = 1 + state.cells().stream().mapToInt(Cell::bucket).max().orElse(0);
        table.forEach((stage, labels) -> {
            out.printf("%n%-76s %s  accuracy%n", stage.name().toLowerCase(Locale.ROOT), header(buckets));
            labels.forEach((label, depths) -> {
                LabelStats known = learnt.get(label.key());
                StringBuilder row =
                        new StringBuilder(String.format("  %-74s", label.domain() + " × " + label.capability()));
                for (int i = 0; i < buckets; i++) {
                    row.append(String.format(Locale.ROOT, "%7d", depths[i]));
                }
                row.append(known == null ? "" : String.format(Locale.ROOT, "  %8.2f", known.accuracy()));
                out.println(row);
            });
        });
    }

    static String difficulty(DifficultyVersion version) {
        if (version.id().isEmpty()) {
            return "difficulty by label";
        }
        return version.turns() == 0
                ? "difficulty by label: model " + version.id() + " has learnt nothing yet"
                : String.format(
                        Locale.ROOT,
                        "difficulty by label and model %s, learnt from %,d turns",
                        version.id(),
                        version.turns());
    }

    private static String header(int buckets) {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < buckets; i++) {
            header.append(String.format("%7s", "b" + i));
        }
        return header.substring(1);
    }

    private static SortedMap<Stage, SortedMap<Label, long[]>> table(QueueState state) {
        SortedMap<Stage, SortedMap<Label, long[]>> table = new TreeMap<>();
        for (Cell cell : state.cells()) {
            table.computeIfAbsent(cell.stage(), stage -> new TreeMap<>())
                            .computeIfAbsent(cell.label(), label -> new long[64])[cell.bucket()] +=
                    cell.depth();
        }
        return table;
    }

    private static String object(QueueState state) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("waiting", state.depth())
                .put("leased", state.leased())
                .put("trained", state.trained())
                .put("accepted", state.accepted())
                .put("lease", state.sequence())
                .put("at", state.at());
        node.putObject("difficulty")
                .put("model", state.difficulty().id())
                .put("turns", state.difficulty().turns());
        ArrayNode cells = node.putArray("cells");
        for (Cell cell : List.copyOf(state.cells())) {
            cells.addObject()
                    .put("stage", cell.stage().name().toLowerCase(Locale.ROOT))
                    .put("domain", cell.label().domain())
                    .put("capability", cell.label().capability())
                    .put("bucket", cell.bucket())
                    .put("depth", cell.depth());
        }
        return node.toString();
    }
}
