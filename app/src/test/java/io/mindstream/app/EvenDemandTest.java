package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenDemandTest {
    private static List<Label> leaves(String branch, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Label(branch + "/leaf-" + i, "p/q/r"))
                .toList();
    }

    @Test
    void branchesAreAskedForByTheirLeavesAndNeverLessThanBefore() {
        Map<Label, List<Label>> branches =
                Map.of(new Label("a/b/*", "p/q/r"), leaves("a/b", 90), new Label("a/c/*", "p/q/r"), leaves("a/c", 10));
        EvenDemand even = new EvenDemand(branches, 1000, 1);
        assertThat(granted(even.next(0, 0))).isEqualTo(Map.of("a/b/*", 900L, "a/c/*", 100L));
        assertThat(granted(even.next(500, 0))).isEqualTo(Map.of("a/b/*", 1350L, "a/c/*", 150L));
        assertThat(granted(even.next(0, 0))).isEqualTo(Map.of("a/b/*", 1350L, "a/c/*", 150L));
    }

    @Test
    void whereThereAreFewerSamplesThanBranchesAllHaveTheirTurn() {
        Map<Label, List<Label>> branches = new HashMap<>();
        IntStream.range(0, 1000).forEach(i -> branches.put(new Label("a/b" + i + "/*", "p/q/r"), leaves("a/b" + i, 1)));
        EvenDemand even = new EvenDemand(branches, 100, 1);
        assertThat(even.next(0, 0)).hasSizeBetween(60, 140);
        assertThat(even.next(400, 0)).hasSizeBetween(440, 560);
        assertThat(even.next(900, 0)).hasSize(1000).allMatch(demand -> demand.granted() == 1);
    }

    private static Map<String, Long> granted(List<Demand> demands) {
        Map<String, Long> granted = new HashMap<>();
        demands.forEach(demand -> granted.put(demand.label().domain(), demand.granted()));
        return granted;
    }
}
