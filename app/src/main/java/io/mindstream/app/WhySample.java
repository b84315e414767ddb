package io.mindstream.app;

import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Considered;
import io.mindstream.generators.Drawn;
import io.mindstream.generators.SampleComposer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Label;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestId;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a sample asks what it asks: its request is made again, its scene drawn again, and matching gone through once more. What the model had
 * mastered when the request was made is not kept; where it made a difference, that is said.
 */
final class WhySample {
    private final Profile profile;
    private final Catalog catalog;
    private final DensityFilter filter;
    private final SampleComposer composer;

    WhySample(Profile profile, Catalog catalog) {
        this.profile = profile;
        this.catalog = catalog;
        this.filter = new DensityFilter(profile.scoring());
        this.composer = new SampleComposer(profile.generation());
    }

    void print(Sample sample, PrintWriter out) {
        Provenance from = sample.provenance();
        out.printf("sample %s%n", sample.id());
        out.printf("label %s × %s%n", sample.label().domain(), sample.label().capability());
        for (Turn turn : sample.turns()) {
            out.printf("    %s%n      → %s   (%s)%n", turn.question(), turn.reply(), turn.family());
        }
        RequestId id = RequestId.parse(from.requestId()).orElse(null);
        if (id == null) {
            out.printf("made for no request (%s), so nothing was matched%n", from.requestId());
            return;
        }
        out.printf("%nrequest %s%n", id);
        out.printf(
                "  debited from the credits of %s × %s in stage %s%n",
                id.label().domain(), id.label().capability(), id.stage().name().toLowerCase(Locale.ROOT));
        if (!catalog.sources().containsKey(from.source())) {
            out.printf("source '%s' is not one of this profile's, so the scene cannot be drawn again%n", from.source());
            return;
        }
        matched(sample, id, out);
    }

    private void matched(Sample sample, RequestId id, PrintWriter out) {
        Provenance from = sample.provenance();
        Drawn<?> drawn = catalog.draw(from.source(), sample.label().domain(), from.seed());
        int version = drawn.source().version();
        out.printf("source %s, version %d, seed %d%n", from.source(), from.generatorVersion(), from.seed());
        if (version != from.generatorVersion() || !drawn.contentKey().equals(from.contentKey())) {
            out.printf(
                    "  this program's source has version %d and draws another scene, so that what follows may differ%n",
                    version);
        }
        Ids ids = sample.ids();
        int turns = filter.turns(ids);
        out.printf(
                Locale.ROOT,
                "IDS %.2f: subjects %.2f, relations %.2f, text %.2f, knowledge %.2f; at least %.2f is needed, and it gives %d question turn%s%n",
                ids.total(),
                ids.subjects(),
                ids.relations(),
                ids.text(),
                ids.knowledge(),
                profile.scoring().densityThreshold(),
                turns,
                turns == 1 ? "" : "s");
        Request request = new Request(
                id.toString(),
                id.stage(),
                new Label(sample.label().domain(), id.label().capability()),
                from.source(),
                id.seed(),
                profile.stream().requestBudget(),
                DensityScorer.VERSION,
                List.of(),
                Long.MAX_VALUE);
        out.printf(
                "in at most %d sample%s of up to %d turns each%n%n",
                request.budget(),
                request.budget() == 1 ? "" : "s",
                profile.generation().turns());
        List<Considered> steps = composer.explain(drawn, turns, request);
        Set<String> told = sample.turns().stream().map(Turn::question).collect(Collectors.toSet());
        out.printf("%-28s %-40s %6s %6s%n", "considered, in this order", "capability", "asked", "family");
        steps.forEach(step -> out.printf(
                "%-28s %-40s %6d %6d  %s%s%n",
                step.family(),
                step.capability(),
                step.ofCapability(),
                step.ofFamily(),
                step.decision().words(),
                step.question()
                        .filter(told::contains)
                        .map(asked -> ", in this sample")
                        .orElse("")));
        out.printf(
                "%nThe requested capability comes first; then what was asked least of this picture (its capability, then the family), the seed"
                        + " decides between equals.%n");
        boolean described =
                sample.turns().stream().anyMatch(turn -> turn.capability().startsWith("perception/description/"));
        Set<String> asked =
                steps.stream().flatMap(step -> step.question().stream()).collect(Collectors.toSet());
        if (!described && !asked.containsAll(told)) {
            out.println(
                    "This sample asks what is not in the list: families that the model had mastered when the request was made stood back, or the"
                            + " request had fewer credits left.");
        }
    }
}
