package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.Topic;
import io.mindstream.bus.Topics;
import io.mindstream.samples.Demand;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanningTopologyTest {
    private static final Topics TOPICS = Fixture.TOPICS;
    private static final long TTL = 15_000;

    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Demand> demands;
    private TestInputTopic<String, RequestEnd> ends;
    private TestOutputTopic<String, Request> requests;

    @BeforeEach
    void start() {
        driver = Fixture.driver(
                new PlanningTopology(
                        TOPICS,
                        new CreditLedger.Limits(4, 8, 16),
                        new RequestFactory(Fixture.CATALOG.labels(), 1, TTL),
                        Fixture.CATALOG.branches())::addTo,
                directory);
        demands = Fixture.in(driver, TOPICS.demand());
        ends = Fixture.in(driver, TOPICS.requestEnds());
        requests = Fixture.out(driver, TOPICS.requests());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void requestsAreKeyedByTheirIdAndCarryTheirTime() {
        demand(10);

        List<Request> issued = requests.readKeyValuesToList().stream()
                .map(entry -> {
                    assertThat(entry.key).isEqualTo(entry.value.id());
                    return entry.value;
                })
                .toList();

        assertThat(issued).extracting(Request::budget).containsExactly(4, 4, 2);
        assertThat(issued).allSatisfy(request -> {
            assertThat(request.label()).isEqualTo(Fixture.SHAPES);
            assertThat(request.source()).isEqualTo("shapes");
            assertThat(request.expiresAt()).isEqualTo(now() + TTL);
        });
    }

    @Test
    void anEndMakesRoomAndReturnsItsBudgetOnce() {
        demand(4);
        Request first = requests.readValue();
        RequestEnd end = end(first, 1);

        ends.pipeInput(key(), end);
        ends.pipeInput(key(), end);

        assertThat(requests.readValuesToList()).extracting(Request::budget).containsExactly(3);
    }

    @Test
    void aRequestThatNeverEndsIsGivenUpAfterTheGraceAndNotBefore() {
        demand(4);
        requests.readValue();

        advance(TTL + PlanningTopology.GRACE.toMillis() - 1000);
        assertThat(requests.isEmpty()).isTrue();

        advance(2000);
        assertThat(requests.readValuesToList()).extracting(Request::budget).containsExactly(4);
    }

    @Test
    void afterAStandstillEndsAreReadBeforeAnythingIsGivenUp() {
        demand(4);
        Request request = requests.readValue();

        // One jump: the process stood still. Its first look at the clock must not spend the budget twice.
        driver.advanceWallClockTime(Duration.ofMinutes(5));
        assertThat(requests.isEmpty()).isTrue();

        ends.pipeInput(key(), end(request, 4));
        advance(60_000);
        assertThat(requests.isEmpty()).isTrue();
    }

    @Test
    void nothingIsRequestedOnceDemandIsOver() {
        demands.pipeInput(key(), new Demand(Stage.KNOWLEDGE, Fixture.SHAPES, 8, 1, now() + 3000));
        List<Request> issued = requests.readValuesToList();
        advance(4000);

        issued.forEach(request -> ends.pipeInput(key(), end(request, 0)));
        advance(60_000);

        assertThat(requests.isEmpty()).isTrue();
    }

    @Test
    void recordsThatCannotBeReadAreRejectedAndStopNothing() {
        raw(TOPICS.demand(), "not avro".getBytes(StandardCharsets.UTF_8));
        raw(TOPICS.requestEnds(), new byte[] {(byte) 0xC3, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        raw(TOPICS.labelStats(), new byte[0]);
        demand(4);

        assertThat(requests.readValuesToList()).hasSize(1);
        List<Rejection> rejected = Fixture.out(driver, TOPICS.rejected()).readValuesToList();
        assertThat(rejected).extracting(Rejection::reason).containsOnly(Rejection.Reason.MALFORMED);
        assertThat(rejected)
                .extracting(Rejection::id)
                .containsExactly("demand-0@0", "request-ends-0@0", "label-stats-0@0");
        assertThat(rejected.get(0).detail()).startsWith("demand: ").contains("not an Avro single object");
    }

    @Test
    void labelStatsAreTakenInWithoutAnyRequest() {
        Fixture.in(driver, TOPICS.labelStats()).pipeInput("x", new LabelStats(Fixture.SHAPES, 5, 0.5, 1, 1, List.of()));

        assertThat(requests.isEmpty()).isTrue();
        assertThat(driver.<String, LabelStats>getKeyValueStore(PlanningTopology.STATS)
                        .get(Fixture.SHAPES.key())
                        .accuracy())
                .isEqualTo(0.5);
    }

    private void demand(long granted) {
        demands.pipeInput(key(), new Demand(Stage.KNOWLEDGE, Fixture.SHAPES, granted, 1, Long.MAX_VALUE));
    }

    private void raw(Topic<?> topic, byte[] value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("key", value);
    }

    private void advance(long millis) {
        for (long left = millis; left > 0; left -= 1000) {
            driver.advanceWallClockTime(Duration.ofMillis(Math.min(left, 1000)));
            wallClock += Math.min(left, 1000);
        }
    }

    private long wallClock;

    private long now() {
        return Fixture.START.toEpochMilli() + wallClock;
    }

    private static String key() {
        return Demand.key(Stage.KNOWLEDGE, Fixture.SHAPES);
    }

    private static RequestEnd end(Request request, int used) {
        return new RequestEnd(
                request.id(),
                request.stage(),
                request.label(),
                used > 0 ? RequestEnd.Kind.ACCEPTED : RequestEnd.Kind.REJECTED,
                used,
                request.budget() - used);
    }
}
