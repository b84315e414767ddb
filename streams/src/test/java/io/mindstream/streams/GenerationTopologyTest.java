package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.Topics;
import io.mindstream.generators.Catalog;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Label;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Split;
import io.mindstream.samples.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTopologyTest {
    private static final Topics TOPICS = Fixture.TOPICS;
    private static final Label ODD = new Label(OddSources.DOMAIN, OddSources.CAPABILITY);

    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Request> requests;
    private TestOutputTopic<String, Candidate> candidates;
    private TestOutputTopic<String, Rejection> rejected;
    private TestOutputTopic<String, RequestEnd> ends;

    @BeforeEach
    void start() {
        Catalog catalog = Fixture.catalog("shapes", "gauge", "odd-failing", "odd-sparse", "odd-held-out");
        driver = Fixture.driver(new GenerationTopology(TOPICS, Fixture.generator(catalog))::addTo, directory);
        requests = Fixture.in(driver, TOPICS.requests());
        candidates = Fixture.out(driver, TOPICS.candidates());
        rejected = Fixture.out(driver, TOPICS.rejected());
        ends = Fixture.out(driver, TOPICS.requestEnds());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void everyLabelOfEverySourceGivesCandidatesOfTrainScenesUnderThePicturesHash() {
        int asked = 0;
        for (Map.Entry<Label, List<String>> entry : Fixture.CATALOG.labels().entrySet()) {
            for (int seed = 0; seed < 5; seed++) {
                pipe(Fixture.request(
                        "r" + asked, entry.getKey(), entry.getValue().get(0), seed * 7919L));
                asked++;
            }
        }

        List<KeyValue<String, Candidate>> made = candidates.readKeyValuesToList();
        assertThat(made.size() + ends.readValuesToList().size()).isEqualTo(asked);
        assertThat(made).hasSizeGreaterThan(asked * 9 / 10);
        assertThat(made).allSatisfy(entry -> {
            Candidate candidate = entry.value;
            assertThat(entry.key).isEqualTo(candidate.observation().image().sha256());
            assertThat(candidate.observation().split()).isEqualTo(Split.TRAIN);
            assertThat(candidate.samples())
                    .hasSizeBetween(1, candidate.request().budget());
            assertThat(candidate.samples().get(0).label())
                    .isEqualTo(candidate.request().label());
            assertThat(candidate.samples())
                    .allSatisfy(sample -> assertThat(sample.provenance().requestId())
                            .isEqualTo(candidate.request().id()));
        });
    }

    @Test
    void theSameRequestGivesTheSameCandidate() {
        Request request = Fixture.request("r", Fixture.SHAPES, "shapes", 99);
        pipe(request);
        pipe(request);

        List<Candidate> made = candidates.readValuesToList();
        assertThat(made).hasSize(2);
        assertThat(made.get(0)).isEqualTo(made.get(1));
    }

    @Test
    void aRequestThatComesTooLateOnlyEnds() {
        Request in = Fixture.request("late", Fixture.SHAPES, "shapes", 1);
        pipe(new Request(
                in.id(), in.stage(), in.label(), in.source(), 1, 4, 1, List.of(), Fixture.START.toEpochMilli()));

        assertThat(ends.readValuesToList())
                .containsExactly(
                        new RequestEnd("late", Stage.KNOWLEDGE, Fixture.SHAPES, RequestEnd.Kind.EXPIRED, 0, 4));
        assertThat(candidates.isEmpty()).isTrue();
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void scenesThatAreAllHeldOutAreRejected() {
        pipe(Fixture.request("held", ODD, "odd-held-out", 1));

        Rejection rejection = rejected.readValue();
        assertThat(rejection.reason()).isEqualTo(Rejection.Reason.HELD_OUT);
        assertThat(rejection.requestId()).isEqualTo("held");
        assertThat(rejection.detail()).contains("'odd-held-out'").contains("TEST");
        assertEndedRejected("held");
    }

    @Test
    void aPictureOfWhichNothingIsKnownIsTooSparse() {
        pipe(Fixture.request("sparse", ODD, "odd-sparse", 1));

        Rejection rejection = rejected.readValue();
        assertThat(rejection.reason()).isEqualTo(Rejection.Reason.DENSITY);
        assertEndedRejected("sparse");
    }

    @Test
    void aSourceThatFailsRejectsThatRequestAndNothingElse() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add("f" + i);
            pipe(Fixture.request("f" + i, ODD, "odd-failing", i));
        }
        pipe(Fixture.request("unknown", ODD, "no-such-source", 1));

        List<Rejection> failures = rejected.readValuesToList();
        assertThat(failures).hasSizeBetween(5, 17);
        assertThat(failures).extracting(Rejection::reason).containsOnly(Rejection.Reason.FAILED);
        assertThat(failures).anySatisfy(failure -> assertThat(failure.detail()).contains("the disc is scratched"));
        assertThat(failures).anySatisfy(failure -> assertThat(failure.detail()).contains("no-such-source"));
        List<RequestEnd> ended = ends.readValuesToList();
        assertThat(ended).hasSameSizeAs(failures);
        assertThat(candidates.readValuesToList().size() + ended.size()).isEqualTo(ids.size() + 1);
    }

    @Test
    void heldOutScenesAreDrawnAgainFromADerivedSeed() {
        for (int i = 0; i < 100; i++) {
            pipe(Fixture.request("r" + i, Fixture.SHAPES, "shapes", i * 104_729L));
        }

        List<Candidate> made = candidates.readValuesToList();
        assertThat(made)
                .as("drawn again: about one in seven")
                .filteredOn(candidate ->
                        candidate.observation().seed() != candidate.request().seed())
                .hasSizeBetween(2, 40)
                .allSatisfy(
                        candidate -> assertThat(candidate.observation().seed()).isIn(seeds(candidate.request())));
        assertThat(rejected.readValuesToList()).extracting(Rejection::reason).doesNotContain(Rejection.Reason.HELD_OUT);
    }

    private static List<Long> seeds(Request request) {
        return IntStream.range(1, Generator.TRIES)
                .mapToObj(attempt -> Generator.seed(request, attempt))
                .toList();
    }

    private void assertEndedRejected(String id) {
        assertThat(ends.readValuesToList())
                .containsExactly(new RequestEnd(id, Stage.KNOWLEDGE, ODD, RequestEnd.Kind.REJECTED, 0, 4));
        assertThat(candidates.isEmpty()).isTrue();
    }

    private void pipe(Request request) {
        requests.pipeInput(request.id(), request);
    }
}
