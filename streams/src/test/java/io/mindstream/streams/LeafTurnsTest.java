package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeafTurnsTest {
    private static final String CAPABILITY = "perception/recognition/entity";
    private static final Label BRANCH = new Label("traffic/warning/*", CAPABILITY);
    private static final List<Label> LEAVES = IntStream.range(0, 50)
            .mapToObj(i -> new Label("traffic/warning/sign-" + i, CAPABILITY))
            .toList();

    private final Map<Label, Double> book = new HashMap<>();
    private final LeafTurns turns = new LeafTurns(Map.of(BRANCH, LEAVES), book::put);

    private Map<Label, Integer> counts(LeafTurns of, int requests) {
        Map<Label, Integer> counts = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            counts.merge(of.next(BRANCH), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void everyLeafComesBeforeAnyComesAgain() {
        assertThat(counts(turns, 50)).hasSize(50);
        assertThat(counts(turns, 50)).hasSize(50);
    }

    @Test
    void whatTheModelIsWrongAtComesUpToTwiceAsOften() {
        LEAVES.forEach(leaf -> turns.learn(leaf, 0));
        turns.learn(LEAVES.get(7), 1);
        Map<Label, Integer> counts = counts(turns, 5100);
        assertThat(counts.get(LEAVES.get(7))).isBetween(198, 202);
        assertThat(counts.get(LEAVES.get(8))).isBetween(99, 101);
    }

    @Test
    void turnsGoOnAfterARestart() {
        List<Label> through = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            through.add(turns.next(BRANCH));
        }
        LeafTurns first = new LeafTurns(Map.of(BRANCH, LEAVES), book::put);
        book.clear();
        List<Label> apart = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            apart.add(first.next(BRANCH));
        }
        LeafTurns second = new LeafTurns(Map.of(BRANCH, LEAVES), (leaf, pass) -> {});
        book.forEach(second::restore);
        for (int i = 0; i < 50; i++) {
            apart.add(second.next(BRANCH));
        }
        assertThat(apart).isEqualTo(through);
    }

    @Test
    void aNewLeafHasNoClaimToWhatTheOthersHaveHad() {
        LEAVES.subList(1, 50).forEach(leaf -> turns.restore(leaf, 1000));
        assertThat(counts(turns, 100).get(LEAVES.get(0))).isEqualTo(2);
    }

    @Test
    void aLeafStandsForItself() {
        Label alone = new Label("automotive/instruments/gauge", CAPABILITY);
        LeafTurns plain = new LeafTurns(Map.of(alone, List.of(alone)), (leaf, pass) -> {
            throw new AssertionError("nothing to write down");
        });
        assertThat(plain.next(alone)).isEqualTo(alone);
        assertThat(plain.serves(alone)).isTrue();
        assertThat(plain.serves(BRANCH)).isFalse();
    }
}
