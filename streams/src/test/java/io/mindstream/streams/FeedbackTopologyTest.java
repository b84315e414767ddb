package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.bus.Topics;
import io.mindstream.config.LabelTree;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.LabelStats.FamilyStats;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Outcome.TurnOutcome;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackTopologyTest {
    private static final Topics TOPICS = Fixture.TOPICS;
    private static final String COUNT = "perception/counting/all";
    private static final String COLOUR = "perception/colour/object";

    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Outcome> outcomes;
    private TestOutputTopic<String, LabelStats> stats;

    @BeforeEach
    void start() {
        driver =
                Fixture.driver(new FeedbackTopology(TOPICS, Duration.ofHours(1), LabelTree.domain())::addTo, directory);
        outcomes = Fixture.in(driver, TOPICS.outcomes());
        stats = Fixture.out(driver, TOPICS.labelStats());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void turnsCountForTheirOwnCapabilityUnderTheSamplesDomain() {
        outcome("s1", 0, 7, new TurnOutcome("f", COUNT, 2.0, true), new TurnOutcome("g", COLOUR, 1.0, false));
        outcome("s2", 0, 5, new TurnOutcome("h", COUNT, 1.0, false));
        tick();

        Map<String, LabelStats> announced = stats.readKeyValuesToMap();
        assertThat(announced)
                .isEqualTo(Map.of(
                        label(COUNT).key(),
                        new LabelStats(
                                label(COUNT),
                                2,
                                0.5,
                                1.5,
                                7,
                                List.of(new FamilyStats("f", 1, 1), new FamilyStats("h", 1, 0))),
                        label(COLOUR).key(),
                        new LabelStats(label(COLOUR), 1, 0, 1.0, 7, List.of(new FamilyStats("g", 1, 0)))));
    }

    @Test
    void aLeafOfAnOpenBranchCountsForItselfAndForItsBranch() {
        String open = LabelTree.domain().open().iterator().next();
        for (String leaf : List.of("one", "other")) {
            Label label = new Label(open + "/" + leaf, COUNT);
            outcomes.pipeInput(
                    leaf,
                    new Outcome(
                            leaf,
                            0,
                            Stage.KNOWLEDGE,
                            label,
                            List.of(new TurnOutcome("f", COUNT, 2.0, leaf.equals("one"))),
                            "run",
                            3,
                            0));
        }
        tick();

        assertThat(stats.readKeyValuesToMap().values())
                .extracting(LabelStats::label, LabelStats::turns, LabelStats::accuracy)
                .containsExactlyInAnyOrder(
                        tuple(new Label(open + "/*", COUNT), 2L, 0.5),
                        tuple(new Label(open + "/one", COUNT), 1L, 1.0),
                        tuple(new Label(open + "/other", COUNT), 1L, 0.0));
    }

    @Test
    void anOutcomeCountsOncePerAttempt() {
        outcome("s1", 0, 1, new TurnOutcome("f", COUNT, 2.0, true));
        outcome("s1", 0, 1, new TurnOutcome("f", COUNT, 2.0, true));
        outcome("s1", 1, 2, new TurnOutcome("f", COUNT, 1.0, true));
        tick();

        assertThat(stats.readValue().turns()).isEqualTo(2);
    }

    @Test
    void theAverageFollowsWhatIsNew() {
        int turns = 0;
        for (; turns < 400; turns++) {
            outcome("old" + turns, 0, turns, new TurnOutcome("f", COUNT, 3.0, false));
        }
        double expected = 0;
        for (int i = 0; i < 100; i++, turns++) {
            outcome("new" + i, 0, turns, new TurnOutcome("f", COUNT, 0.5, true));
            expected += LabelAverages.WEIGHT * (1 - expected);
        }
        tick();

        LabelStats announced = stats.readValue();
        assertThat(announced.accuracy()).isCloseTo(expected, within(1e-9));
        assertThat(announced.accuracy()).isBetween(0.8, 0.9);
        assertThat(announced.loss()).isCloseTo(3 - 2.5 * expected, within(1e-9));
        assertThat(announced.turns()).isEqualTo(500);
        assertThat(announced.families()).containsExactly(new FamilyStats("f", 500, announced.accuracy()));
    }

    @Test
    void announcesChangedLabelsOnceASecondAndNothingElse() {
        for (int i = 0; i < 50; i++) {
            outcome("s" + i, 0, i, new TurnOutcome("f", COUNT, 1.0, true));
        }
        assertThat(stats.isEmpty()).isTrue();
        tick();
        assertThat(stats.readValuesToList()).hasSize(1);
        tick();
        assertThat(stats.isEmpty()).isTrue();
    }

    @Test
    void aLossThatIsNoNumberDoesNotSpoilTheAverage() {
        outcome("s1", 0, 1, new TurnOutcome("f", COUNT, 2.0, true));
        outcome("s2", 0, 2, new TurnOutcome("f", COUNT, Double.NaN, false));
        tick();

        assertThat(stats.readValue())
                .isEqualTo(new LabelStats(label(COUNT), 1, 1, 2.0, 1, List.of(new FamilyStats("f", 1, 1))));
    }

    @Test
    void recordsThatCannotBeReadAreRejectedAndStopNothing() {
        driver.createInputTopic(TOPICS.outcomes().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("key", new byte[] {1, 2, 3});
        outcome("s1", 0, 1, new TurnOutcome("f", COUNT, 2.0, true));
        tick();

        Rejection rejection = Fixture.out(driver, TOPICS.rejected()).readValue();
        assertThat(rejection.id()).isEqualTo("outcomes-0@0");
        assertThat(stats.readValuesToList()).hasSize(1);
    }

    private void outcome(String sample, int attempt, long step, TurnOutcome... turns) {
        outcomes.pipeInput(
                sample,
                new Outcome(
                        sample,
                        attempt,
                        Stage.KNOWLEDGE,
                        label(turns[0].capability()),
                        List.of(turns),
                        "run",
                        step,
                        0));
    }

    private void tick() {
        driver.advanceWallClockTime(LabelAverages.EVERY);
    }

    private static Label label(String capability) {
        return new Label("scenes/shapes/few", capability);
    }
}
