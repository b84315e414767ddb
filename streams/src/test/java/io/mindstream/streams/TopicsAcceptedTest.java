package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.generators.Catalog;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Label;
import io.mindstream.samples.Request;
import io.mindstream.samples.Stage;
import io.mindstream.scorers.Curator;
import io.mindstream.scorers.Judged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels of the sources of topics, all over, through generation and curation: what comes of them is taken. */
class TopicsAcceptedTest {
    private static final String[] SOURCES = {
        "arithmetic", "changes", "clocks", "functions", "geometry", "maps", "problems", "receipts", "signs", "tables"
    };
    private static final int REQUESTS = 1500;

    @Test
    void nearlyAllRequestsYieldSamplesAndNearlyAllSamplesAreAccepted() {
        Catalog catalog = Fixture.catalog(SOURCES);
        Generator generator = Fixture.generator(catalog);
        Curator curator = Fixture.curator();
        List<Map.Entry<Label, List<String>>> labels =
                new ArrayList<>(catalog.labels().entrySet());
        Map<String, Integer> problems = new HashMap<>();
        int accepted = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Map.Entry<Label, List<String>> entry = labels.get((int) ((long) i * labels.size() / REQUESTS));
            Request request = new Request(
                    "r" + i,
                    Stage.KNOWLEDGE,
                    entry.getKey(),
                    entry.getValue().get(0),
                    i,
                    4,
                    1,
                    List.of(),
                    Long.MAX_VALUE);
            for (Output output : generator.generate(request, 0)) {
                if (output instanceof Output.Made made) {
                    accepted += judge(curator, made.candidate(), problems);
                } else if (output instanceof Output.Refused refused) {
                    problems.merge(refused.rejection().reason() + " " + entry.getKey(), 1, Integer::sum);
                }
            }
        }
        int refused = problems.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(accepted).isGreaterThan(2 * REQUESTS);
        assertThat(refused).as("%s", problems).isLessThan(accepted / 50);
    }

    private static int judge(Curator curator, Candidate candidate, Map<String, Integer> problems) {
        int accepted = 0;
        for (Judged judged : curator.judge(candidate)) {
            accepted += judged.accepted() ? 1 : 0;
            judged.verdict()
                    .ifPresent(verdict -> problems.merge(verdict.reason() + " " + verdict.detail(), 1, Integer::sum));
        }
        return accepted;
    }
}
