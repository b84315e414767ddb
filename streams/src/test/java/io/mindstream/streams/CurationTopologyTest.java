package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.Topics;
import io.mindstream.config.LabelTree;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Label;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import io.mindstream.scorers.Curator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurationTopologyTest {
    private static final Topics TOPICS = Fixture.TOPICS;
    private static final Duration DUPLICATES = Duration.ofHours(1);
    private static final Duration NEAR = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Candidate> candidates;
    private TestOutputTopic<String, Sample> samples;
    private TestOutputTopic<String, Rejection> rejected;
    private TestOutputTopic<String, RequestEnd> ends;

    @BeforeEach
    void start() {
        start(Fixture.curator());
    }

    private void start(Curator curator) {
        driver = Fixture.driver(
                new CurationTopology(TOPICS, curator, DUPLICATES, NEAR, Duration.ofMinutes(1))::addTo, directory);
        candidates = Fixture.in(driver, TOPICS.candidates());
        samples = Fixture.out(driver, TOPICS.samples());
        rejected = Fixture.out(driver, TOPICS.rejected());
        ends = Fixture.out(driver, TOPICS.requestEnds());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void acceptsGoodSamplesUnderTheirIdAndEndsTheRequestOnce() {
        Candidate candidate = Fixture.candidate("a", 1);
        pipe(candidate);

        List<KeyValue<String, Sample>> accepted = samples.readKeyValuesToList();
        assertThat(accepted).extracting(entry -> entry.value).containsExactlyElementsOf(candidate.samples());
        assertThat(accepted).allSatisfy(entry -> assertThat(entry.key).isEqualTo(entry.value.id()));
        assertThat(rejected.isEmpty()).isTrue();
        int used = candidate.samples().size();
        assertThat(ends.readValuesToList()).containsExactly(end(candidate, RequestEnd.Kind.ACCEPTED, used));
        assertThat(left(CurationTopology.PENDING)).isZero();
        assertThat(left(CurationTopology.VERDICTS)).isZero();
    }

    @Test
    void equalSamplesOfAnotherRequestAreExactDuplicates() {
        Candidate candidate = Fixture.candidate("a", 1);
        pipe(candidate);
        drain();

        Candidate same = of(Fixture.request("b", Fixture.SHAPES, "shapes", 1), candidate, candidate.samples());
        pipe(same);

        assertThat(samples.isEmpty()).isTrue();
        List<Rejection> refusals = rejected.readValuesToList();
        assertThat(refusals).hasSameSizeAs(candidate.samples());
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Rejection.Reason.DUPLICATE);
            assertThat(refusal.requestId()).isEqualTo("b");
            assertThat(refusal.sample()).isPresent();
            assertThat(refusal.id()).isEqualTo(refusal.sample().get().id());
        });
        assertThat(ends.readValuesToList()).containsExactly(end(same, RequestEnd.Kind.REJECTED, 0));
    }

    @Test
    void equalSamplesWithinOneCandidateCountOnce() {
        Candidate candidate = Fixture.candidate("a", 1);
        Sample sample = candidate.samples().get(0);
        Candidate twice = of(candidate.request(), candidate, List.of(sample, sample));
        pipe(twice);

        assertThat(samples.readValuesToList()).containsExactly(sample);
        assertThat(rejected.readValuesToList())
                .extracting(Rejection::reason)
                .containsExactly(Rejection.Reason.DUPLICATE);
        assertThat(ends.readValuesToList()).containsExactly(end(twice, RequestEnd.Kind.ACCEPTED, 1));
    }

    @Test
    void aRequestThatWasJudgedIsNeitherJudgedNorEndedAgain() {
        pipe(Fixture.candidate("a", 1));
        drain();

        pipe(Fixture.candidate("a", 2));

        assertThat(samples.isEmpty()).isTrue();
        assertThat(ends.isEmpty()).isTrue();
        assertThat(rejected.readValuesToList()).isNotEmpty().allSatisfy(refusal -> assertThat(refusal.detail())
                .contains("request a came before"));
    }

    @Test
    void nearDuplicatesAreRefusedWithinTheWindowAndTakenAfterIt() {
        Candidate candidate = Fixture.candidate("a", 1);
        pipe(candidate);
        drain();

        pipe(Fixture.again(candidate, "b", 17));
        List<Rejection> refusals = rejected.readValuesToList();
        assertThat(refusals).extracting(Rejection::reason).containsOnly(Rejection.Reason.NEAR_DUPLICATE);
        assertThat(refusals)
                .extracting(refusal -> refusal.detail().replace("near sample ", ""))
                .containsExactlyInAnyOrderElementsOf(
                        candidate.samples().stream().map(Sample::id).toList());
        assertThat(ends.readValue().kind()).isEqualTo(RequestEnd.Kind.REJECTED);
        assertThat(samples.isEmpty()).isTrue();

        advance(NEAR.plusSeconds(1));
        Candidate later = Fixture.again(candidate, "c", 18);
        Request in = later.request();
        Request request = new Request(
                in.id(), in.stage(), in.label(), in.source(), in.seed(), 4, 1, in.mastered(), in.expiresAt() + 120_000);
        pipe(of(request, later, later.samples()));
        assertThat(samples.readValuesToList()).hasSameSizeAs(candidate.samples());
        assertThat(ends.readValue().kind()).isEqualTo(RequestEnd.Kind.ACCEPTED);
    }

    @Test
    void theSamePictureMayBeAskedOtherThings() {
        Candidate candidate = Fixture.candidate("a", 1);
        Sample first = candidate.samples().get(0);
        Turn turn = new Turn(
                "shapes.other",
                first.label().capability(),
                "How many corners does the paper have?",
                "four",
                new Answer.Exact("four"));
        Sample other = Sample.of(
                first.images(), List.of(turn), first.label(), first.ids(), first.stages(), first.provenance());
        pipe(of(candidate.request(), candidate, List.of(first)));
        pipe(of(Fixture.request("b", Fixture.SHAPES, "shapes", 1), candidate, List.of(other)));

        assertThat(samples.readValuesToList()).containsExactly(first, other);
    }

    @Test
    void rulesAreAskedOfEachSample() {
        Candidate candidate = Fixture.candidate("a", 1);
        Sample good = candidate.samples().get(0);
        Turn turn = good.turns().get(0);
        Turn refuses = new Turn(
                turn.family(), turn.capability(), turn.question(), turn.reply() + " or so", new Answer.Exact("never"));
        Sample contradicts =
                Sample.of(good.images(), List.of(refuses), good.label(), good.ids(), good.stages(), good.provenance());
        Sample unlabelled = Sample.of(
                good.images(),
                good.turns().subList(0, 1),
                new Label("scenes/shapes/none", good.label().capability()),
                good.ids(),
                good.stages(),
                good.provenance());
        Candidate mixed = of(candidate.request(), candidate, List.of(contradicts, good, unlabelled));
        pipe(mixed);

        assertThat(samples.readValuesToList()).containsExactly(good);
        assertThat(rejected.readValuesToList())
                .extracting(Rejection::reason)
                .containsExactly(Rejection.Reason.QUALITY, Rejection.Reason.LABEL);
        assertThat(ends.readValuesToList()).containsExactly(end(mixed, RequestEnd.Kind.ACCEPTED, 1));
    }

    @Test
    void nothingIsAcceptedAfterTheRequestsTime() {
        Candidate candidate = Fixture.candidate("a", 1);
        advance(Duration.ofMinutes(1));
        pipe(candidate);

        assertThat(samples.isEmpty()).isTrue();
        assertThat(rejected.isEmpty()).isTrue();
        assertThat(ends.readValuesToList()).containsExactly(end(candidate, RequestEnd.Kind.EXPIRED, 0));
    }

    @Test
    void aCandidateWhoseVerdictsNeverComeEndsWithItsTime() {
        Candidate candidate = Fixture.candidate("a", 1);
        // As if the probe's record were lost: the candidate waits, and no verdict is on its way.
        driver.<String, Candidate>getKeyValueStore(CurationTopology.PENDING).put("a", candidate);

        advance(Duration.ofSeconds(59));
        assertThat(ends.isEmpty()).isTrue();
        advance(Duration.ofSeconds(3));
        assertThat(ends.readValuesToList()).containsExactly(end(candidate, RequestEnd.Kind.EXPIRED, 0));
        assertThat(left(CurationTopology.PENDING)).isZero();
    }

    @Test
    void aRuleThatFailsRefusesTheCandidateAndEndsItsRequest() {
        driver.close();
        start(new Curator(Fixture.PROFILE.scoring(), LabelTree.domain(), LabelTree.capability(), image -> {
            throw new IllegalStateException("the store has no door");
        }));
        Candidate candidate = Fixture.candidate("a", 1);
        pipe(candidate);

        assertThat(samples.isEmpty()).isTrue();
        assertThat(rejected.readValuesToList())
                .hasSameSizeAs(candidate.samples())
                .allSatisfy(refusal -> assertThat(refusal.detail()).isEqualTo("the store has no door"));
        assertThat(ends.readValuesToList()).containsExactly(end(candidate, RequestEnd.Kind.REJECTED, 0));
    }

    @Test
    void recordsThatCannotBeReadAreRejectedAndStopNothing() {
        driver.createInputTopic(TOPICS.candidates().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("key", "junk".getBytes(StandardCharsets.UTF_8));
        pipe(Fixture.candidate("a", 1));

        Rejection rejection = rejected.readValue();
        assertThat(rejection.id()).isEqualTo("candidates-0@0");
        assertThat(rejection.reason()).isEqualTo(Rejection.Reason.MALFORMED);
        assertThat(samples.isEmpty()).isFalse();
    }

    /** Groups of near duplicates in any order: one of each group, each request ends once, and the books balance. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofNearDuplicatesInAnyOrderExactlyOneIsKept(long seed) {
        Random random = new Random(seed);
        List<Candidate> all = new ArrayList<>();
        for (int group = 0; group < 6; group++) {
            Candidate original = Fixture.candidate("g" + group, 1000 * seed + group * 31);
            all.add(original);
            for (int copy = 1; copy <= 3; copy++) {
                all.add(Fixture.again(original, "g" + group + "-" + copy, random.nextInt(4096)));
            }
        }
        Collections.shuffle(all, random);
        all.forEach(this::pipe);

        List<Sample> accepted = samples.readValuesToList();
        List<Rejection> refusals = rejected.readValuesToList();
        List<RequestEnd> ended = ends.readValuesToList();
        int asked =
                all.stream().mapToInt(candidate -> candidate.samples().size()).sum();
        assertThat(accepted.size() + refusals.size()).isEqualTo(asked);
        assertThat(accepted).extracting(Sample::id).doesNotHaveDuplicates();
        // Of the same turns about what is the same scene there is one sample, whichever request it came of.
        assertThat(accepted.stream()
                        .map(sample -> sample.provenance().contentKey() + sample.turns())
                        .collect(Collectors.toList()))
                .doesNotHaveDuplicates();
        assertThat(accepted).hasSize((int) all.stream()
                .flatMap(candidate -> candidate.samples().stream())
                .map(sample -> sample.provenance().contentKey() + sample.turns())
                .distinct()
                .count());
        assertThat(Fixture.countByRequest(ended)).hasSize(all.size()).allSatisfy((request, count) -> assertThat(count)
                .isEqualTo(1));
        assertThat(ended.stream().mapToInt(RequestEnd::used).sum()).isEqualTo(accepted.size());
        assertThat(ended)
                .allSatisfy(end -> assertThat(end.used() + end.returned()).isEqualTo(4));
    }

    private static Candidate of(Request request, Candidate like, List<Sample> samples) {
        return new Candidate(request, like.observation(), like.ids(), samples);
    }

    private static RequestEnd end(Candidate candidate, RequestEnd.Kind kind, int used) {
        return CurationTopology.end(candidate.request(), kind, used);
    }

    private void pipe(Candidate candidate) {
        candidates.pipeInput(candidate.key(), candidate);
    }

    private void drain() {
        samples.readValuesToList();
        rejected.readValuesToList();
        ends.readValuesToList();
    }

    private void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    private long left(String store) {
        return driver.getKeyValueStore(store).approximateNumEntries();
    }
}
