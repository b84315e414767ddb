package io.mindstream.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.config.QueueSettings;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemandControllerTest {
    private static final int LOW = 100;
    private static final int HIGH = 400;
    private static final List<Label> LABELS = IntStream.range(0, 8)
            .mapToObj(i -> new Label("domain/of/l" + i, "capability/of/l" + i))
            .toList();
    private static final List<Wanted> WANTED = Wanted.of(Stage.KNOWLEDGE, LABELS);

    private final QueueSettings settings =
            new QueueSettings(LOW, HIGH, 4, 4000, 4, 0.25, List.of(), List.of(), 0, 30_000, 2, 1000, false, 16);
    private final Difficulty difficulty = new Difficulty(4, LABELS, label -> 0.5, DifficultyPredictor.none());
    private final DemandController controller =
            new DemandController(settings, WANTED, DemandController.weights(settings, difficulty));

    @Test
    void anEmptyQueueIsFilledToTheHighMarkInEqualShares() {
        Map<String, Long> grants = controller.grants(supply(Map.of(), Map.of(), 0, 0));
        assertThat(grants).hasSize(8).allSatisfy((key, grant) -> assertThat(grant)
                .isEqualTo(50));
    }

    @Test
    void whatIsOnItsWayIsNotAskedForAgain() {
        Map<String, Long> grants = controller.grants(supply(Map.of(), Map.of(), 0, 0));
        assertThat(controller.grants(supply(Map.of(), grants, 0, 1000))).isEmpty();
    }

    @Test
    void betweenTheMarksNothingIsGrantedAndALabelThatRunsLowIsFilled() {
        Map<String, Long> depths = new HashMap<>();
        WANTED.forEach(one -> depths.put(one.demandKey(), 30L));
        assertThat(controller.grants(supply(depths, Map.of(), 0, 0))).isEmpty();
        depths.put(WANTED.get(3).demandKey(), 12L);
        assertThat(controller.grants(supply(depths, Map.of(), 0, 1000)))
                .isEqualTo(Map.of(WANTED.get(3).demandKey(), 38L));
    }

    @Test
    void learnableLabelsGetMoreAndMasteredAndHopelessOnesKeepAShare() {
        difficulty.update(new LabelStats(LABELS.get(0), 1_000_000, 1, 0, 1, List.of()));
        difficulty.update(new LabelStats(LABELS.get(1), 1_000_000, 0, 9, 1, List.of()));
        Map<String, Long> grants = controller.grants(supply(Map.of(), Map.of(), 0, 0));
        long learnable = grants.get(WANTED.get(2).demandKey());
        assertThat(grants.get(WANTED.get(0).demandKey())).isBetween(learnable / 20 - 1, learnable / 20 + 1);
        assertThat(grants.get(WANTED.get(1).demandKey())).isBetween(learnable * 6 / 10 - 1, learnable * 6 / 10 + 1);
    }

    @Test
    void aFastTrainerRaisesTheLowMark() {
        Map<String, Long> depths = new HashMap<>();
        WANTED.forEach(one -> depths.put(one.demandKey(), 30L));
        // 60 a second for a minute: four seconds of it are 240, or 30 a label.
        Map<String, Long> grants = Map.of();
        for (int second = 0; second <= 60; second++) {
            grants = controller.grants(supply(depths, Map.of(), 60L * second + 4, 1000L * second));
        }
        assertThat(controller.rate()).isCloseTo(60, within(0.1));
        depths.put(WANTED.get(0).demandKey(), 29L);
        grants = controller.grants(supply(depths, Map.of(), 60L * 61 + 4, 61_000));
        assertThat(grants).containsEntry(WANTED.get(0).demandKey(), 21L);
    }

    /** More labels than the queue holds samples. */
    @Test
    void whereThereIsRoomForFewOnlyAllHaveTheirTurn() {
        List<Wanted> many = Wanted.of(
                Stage.KNOWLEDGE,
                IntStream.range(0, 3 * HIGH)
                        .mapToObj(i -> new Label("a/b/l" + i, "c/d/e"))
                        .toList());
        DemandController crowded = new DemandController(settings, many, wanted -> 1);
        Map<String, Long> sums = new HashMap<>();
        for (int second = 0; second < 3; second++) {
            Map<String, Long> grants = crowded.grants(supply(Map.of(), Map.of(), 0, 1000L * second));
            assertThat(grants.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(HIGH);
            grants.forEach((key, grant) -> sums.merge(key, grant, Long::sum));
        }
        assertThat(sums).hasSize(3 * HIGH).allSatisfy((key, sum) -> assertThat(sum)
                .isEqualTo(1));
    }

    @Test
    void anOpenBranchWeighsAsMuchAsItsLeaves() {
        List<Wanted> wanted =
                List.of(new Wanted(Stage.KNOWLEDGE, LABELS.get(0), 1), new Wanted(Stage.KNOWLEDGE, LABELS.get(1), 9));
        DemandController uneven =
                new DemandController(settings, wanted, DemandController.weights(settings, difficulty));
        Map<String, Long> grants = uneven.grants(supply(Map.of(), Map.of(), 0, 0));
        assertThat(grants)
                .isEqualTo(Map.of(
                        wanted.get(0).demandKey(), HIGH / 10L,
                        wanted.get(1).demandKey(), HIGH * 9 / 10L));
    }

    @Test
    void othersSamplesLeaveLessRoomForAll() {
        Map<String, Long> depths = Map.of("KNOWLEDGE/some/other/label|imported/from/file", 390L);
        Map<String, Long> grants = controller.grants(supply(depths, Map.of(), 0, 0));
        assertThat(grants.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10);
        depths = Map.of("KNOWLEDGE/some/other/label|imported/from/file", 500L);
        assertThat(controller.grants(supply(depths, Map.of(), 0, 1000))).isEmpty();
    }

    /**
     * A stream that answers late, unevenly, with other labels than asked for, and gives some credits back to the planner, which uses them
     * again: the stock stays below the high mark, no label starves, and no credit is lost.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theStockStaysBoundedAndNoLabelStarves(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> depths = new HashMap<>();
        Map<String, Long> granted = new HashMap<>();
        Map<String, Long> arrived = new HashMap<>();
        Map<String, Long> taken = new HashMap<>();
        Deque<Map.Entry<String, Integer>> requests = new ArrayDeque<>();
        Map<String, Long> issued = new HashMap<>();
        long consumed = 0;
        for (int second = 0; second < 600; second++) {
            Map<String, Long> outstanding = new HashMap<>();
            granted.forEach((key, sum) -> outstanding.put(key, sum - arrived.getOrDefault(key, 0L)));
            Map<String, Long> grants = controller.grants(supply(depths, outstanding, consumed, 1000L * second));
            assertThat(grants.values()).allMatch(grant -> grant > 0);
            grants.forEach((key, grant) -> granted.merge(key, grant, Long::sum));
            long stock = depths.values().stream().mapToLong(Long::longValue).sum()
                    + granted.values().stream().mapToLong(Long::longValue).sum()
                    - arrived.values().stream().mapToLong(Long::longValue).sum();
            assertThat(stock).isLessThanOrEqualTo(HIGH);
            // The planner: as many requests of up to 5 samples as credits allow.
            granted.forEach((key, sum) -> {
                while (sum > issued.getOrDefault(key, 0L)) {
                    int budget = (int) Math.min(5, sum - issued.getOrDefault(key, 0L));
                    issued.merge(key, (long) budget, Long::sum);
                    requests.add(Map.entry(key, budget));
                }
            });
            // The stream: some requests end; the first sample has the label asked for, the others any; the rest comes
            // back.
            for (int ended = 4 + random.nextInt(30); ended > 0 && !requests.isEmpty(); ended--) {
                Map.Entry<String, Integer> request = requests.poll();
                int used = random.nextInt(request.getValue() + 1);
                issued.merge(request.getKey(), (long) used - request.getValue(), Long::sum);
                arrived.merge(request.getKey(), (long) used, Long::sum);
                for (int i = 0; i < used; i++) {
                    String key = i == 0
                            ? request.getKey()
                            : WANTED.get(random.nextInt(WANTED.size())).demandKey();
                    depths.merge(key, 1L, Long::sum);
                }
            }
            // The trainer: takes from the fullest line.
            for (int take = random.nextInt(60); take > 0; take--) {
                var most = depths.entrySet().stream().max(Map.Entry.comparingByValue());
                if (most.isPresent() && most.get().getValue() > 0) {
                    depths.merge(most.get().getKey(), -1L, Long::sum);
                    taken.merge(most.get().getKey(), 1L, Long::sum);
                    consumed++;
                }
            }
        }
        assertThat(taken).hasSize(8);
        long fair = consumed / 8;
        assertThat(taken.values()).allMatch(count -> count > fair / 2 && count < fair * 2);
        assertThat(consumed).isGreaterThan(5000);
    }

    private static Supply supply(Map<String, Long> depths, Map<String, Long> outstanding, long consumed, long at) {
        long waiting = depths.values().stream().mapToLong(Long::longValue).sum();
        return new Supply(waiting, depths, outstanding, consumed, at);
    }
}
