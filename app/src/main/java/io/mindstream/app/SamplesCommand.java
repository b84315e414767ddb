package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.config.Profile;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import io.mindstream.samples.user.UserStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code samples}: what the stream made. */
@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the newest samples that the stream made, and what it rejected and why.",
            "Samples leave the topic some time after the queue has taken them in, so these are the recent ones."
        })
final class SamplesCommand implements Callable<Integer> {
    /** More than the topic holds. */
    private static final int ALL = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private ProfileOptions profile;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(names = "--rejected", description = "Shows what was rejected instead, with the reasons.")
    private boolean rejectedOnly;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes a page with pictures, dialogues, labels and density.")
    private Path html;

    @Option(names = "--json", description = "One JSON object a line, without pictures.")
    private boolean json;

    @Option(
            names = "--why",
            paramLabel = "ID",
            description = {
                "Tells why the sample with this id, or the beginning of one, asks what it asks: its request, its density and the turns that gave it,",
                "and each question family in the order in which it was considered. Give the --profile and --set of the run."
            })
    private String why;

    @Mixin
    private UserDataOptions userData;

    @Override
    public Integer call() throws IOException {
        ClusterProperties properties = cluster.orRunningOn(data.dir);
        Topics topics = Topics.of(profile.load().bus(), properties.topicPrefix());
        NewestRecords newest = new NewestRecords(properties);
        if (why != null) {
            explain(newest.read(topics.samples(), ALL));
            return 0;
        }
        List<Sample> samples = rejectedOnly ? List.of() : newest.read(topics.samples(), last);
        List<Rejection> rejected = rejectedOnly || html != null ? newest.read(topics.rejected(), last) : List.of();
        PrintWriter out = spec.commandLine().getOut();
        if (html != null) {
            Files.writeString(html, SamplesPage.of(samples, rejected));
            out.println(html + ": " + samples.size() + " samples, " + rejected.size() + " rejected");
        } else {
            samples.forEach(sample -> out.println(json ? object(sample) : line(sample)));
            rejected.forEach(rejection -> out.println(json ? object(rejection) : line(rejection)));
        }
        out.flush();
        return 0;
    }

    private void explain(List<Sample> samples) throws IOException {
        List<Sample> found =
                samples.stream().filter(sample -> sample.id().startsWith(why)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("--why: " + why + ": "
                    + (found.isEmpty()
                            ? "none of the " + samples.size() + " samples that are still on their topic"
                            : found.size() + " samples begin like this"));
        }
        Profile settings = profile.load();
        PrintWriter out = spec.commandLine().getOut();
        try (UserStore store = userData.open(data.dir)) {
            new WhySample(settings, UserDataOptions.catalog(settings, store)).print(found.get(0), out);
        }
        out.flush();
    }

    private static String line(Sample sample) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%.12s  IDS %.2f  %s × %s",
                sample.id(),
                sample.ids().total(),
                sample.label().domain(),
                sample.label().capability()));
        for (Turn turn : sample.turns()) {
            text.append(System.lineSeparator()).append("    ").append(turn.question());
            text.append(System.lineSeparator()).append("      → ").append(turn.reply());
        }
        return text.toString();
    }

    /** The whole id: of a request the beginning says nothing, of a record nobody could read the end says where it is. */
    static String line(Rejection rejection) {
        return String.format("%s  %s  %s", rejection.id(), rejection.reason(), rejection.detail());
    }

    private static String object(Sample sample) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("id", sample.id())
                .put("domain", sample.label().domain())
                .put("capability", sample.label().capability())
                .put("source", sample.provenance().source())
                .put("seed", sample.provenance().seed())
                .put("ids", sample.ids().total());
        ArrayNode turns = node.putArray("turns");
        for (Turn turn : sample.turns()) {
            turns.addObject()
                    .put("family", turn.family())
                    .put("question", turn.question())
                    .put("reply", turn.reply());
        }
        return node.toString();
    }

    private static String object(Rejection rejection) {
        return new JsonMapper()
                .createObjectNode()
                .put("id", rejection.id())
                .put("request", rejection.requestId())
                .put("reason", rejection.reason().name().toLowerCase(Locale.ROOT))
                .put("detail", rejection.detail())
                .toString();
    }
}
