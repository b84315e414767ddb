package io.mindstream.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Start;
import io.mindstream.config.Profile;
import io.mindstream.curriculum.CurriculumOwner;
import io.mindstream.curriculum.DifficultyPredictor;
import io.mindstream.curriculum.Lease;
import io.mindstream.curriculum.QueueService;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Label;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.trainer.TrainerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads along what is accepted, what is trained and what is announced, through every death of the processes and of the broker: these topics
 * are trimmed soon behind those who need them, so that nothing could be compared afterwards. Should it miss a record, what it has does not add
 * up, and the assertions fail.
 *
 * <p>What is trained are the outcomes: the trainer writes one for each sample of a step, and the queue publishes those of the leases that a
 * checkpoint contains, and of no others.
 */
final class Witness implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ClusterProperties cluster;
    private final Topics topics;
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private final Queue<Outcome> trained = new ConcurrentLinkedQueue<>();
    private final Queue<CheckpointEvent> checkpoints = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Disposable.Composite reading = Disposables.composite();

    /** What is kept of a sample: its picture is not. */
    record Accepted(String id, Label label, Provenance provenance) {
        private static Accepted of(Sample sample) {
            return new Accepted(sample.id(), sample.label(), sample.provenance());
        }
    }

    /** Where a sample was trained. Records of an outcome that was sent again are equal in this. */
    private record Place(String run, long step, int attempt) {}

    /** Begins with the oldest records, once the cluster is there and has the topics. */
    Witness(ClusterProperties cluster, Topics topics) {
        this.cluster = cluster;
        this.topics = topics;
        read(topics.samples(), sample -> accepted.add(Accepted.of(sample)));
        read(topics.requests(), request -> requests.put(request.id(), request));
        read(topics.outcomes(), trained::add);
        read(topics.checkpoints(), checkpoints::add);
    }

    private <V> void read(Topic<V> topic, Consumer<V> to) {
        ReadOptions options = ReadOptions.from(Start.earliest()).clientId("witness");
        reading.add(Mono.fromRunnable(() -> awaitTopic(topic))
                .subscribeOn(Schedulers.boundedElastic())
                .thenMany(KafkaFlux.read(cluster, topic, options))
                .subscribe(record -> to.accept(record.value()), failures::add));
    }

    private void awaitTopic(Topic<?> topic) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (TopicAdmin admin = new TopicAdmin(cluster)) {
                return !admin.endOffsets(topic).isEmpty();
            }
        });
    }

    /** What curation has accepted so far, in the order of each partition. */
    List<Accepted> accepted() {
        assertThat(failures).isEmpty();
        return List.copyOf(accepted);
    }

    /** What was asked for so far, by id. */
    Map<String, Request> requests() {
        assertThat(failures).isEmpty();
        return Map.copyOf(requests);
    }

    /** What checkpoints contain so far, one a sample and in the order of training. */
    List<Outcome> trained() {
        assertThat(failures).isEmpty();
        Set<String> seen = new HashSet<>();
        return trained.stream()
                .sorted(Comparator.comparingLong(Outcome::step))
                .filter(outcome -> seen.add(outcome.sampleId()))
                .toList();
    }

    /** In the order of the announcements; a trainer that starts again announces its newest once more. */
    List<CheckpointEvent> checkpoints() {
        assertThat(failures).isEmpty();
        return List.copyOf(checkpoints);
    }

    /**
     * Every sample that was trained has one place in the lineage that ends with this checkpoint, and every checkpoint on the way contains
     * exactly the samples of the steps before it.
     */
    void assertTrainedOnceInTheLineageOf(TrainerState end) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(places()).hasSize((int) end.samples()));
        Map<String, Set<Place>> places = places();
        assertThat(places).allSatisfy((sample, trainedAt) -> assertThat(trainedAt)
                .singleElement()
                .extracting(Place::run)
                .isEqualTo(end.run()));
        List<Long> steps = places.values().stream()
                .map(trainedAt -> trainedAt.iterator().next().step())
                .sorted()
                .toList();
        assertThat(new HashSet<>(steps))
                .hasSameElementsAs(LongStream.range(0, end.step()).boxed().toList());
        assertThat(checkpoints()).isNotEmpty().allSatisfy(checkpoint -> {
            assertThat(checkpoint.run()).isEqualTo(end.run());
            assertThat(checkpoint.samples())
                    .as(checkpoint.name())
                    .isEqualTo(steps.stream()
                            .takeWhile(step -> step < checkpoint.step())
                            .count());
        });
    }

    private Map<String, Set<Place>> places() {
        assertThat(failures).isEmpty();
        return trained.stream()
                .collect(groupingBy(
                        Outcome::sampleId,
                        mapping(outcome -> new Place(outcome.run(), outcome.step(), outcome.attempt()), toSet())));
    }

    /**
     * Every sample that was accepted was either trained or is still handed out by the queue, and none is both. To be called when no process has
     * the queue; all that waits in it is leased here.
     *
     * @param queue directory of the queue
     * @return how many were left
     */
    int assertEachAcceptedSampleIsTrainedOrLeft(Path queue, Profile profile, TrainerState end) throws Exception {
        Set<String> left = new HashSet<>();
        try (QueueService service =
                QueueService.start(queue, profile.queue(), cluster, topics, List.of(), DifficultyPredictor.none())) {
            CurriculumOwner owner = get(service.curriculum().open(end.run()));
            get(owner.restore(end.leaseSequence()));
            assertThat(get(service.state()).trained()).isEqualTo(end.samples());
            // What is on the topic and was not read by the queue is read now.
            try {
                while (trained().size() + left.size() < accepted.size()) {
                    Lease lease = get(owner.lease(64));
                    lease.samples().forEach(leased -> assertThat(
                                    left.add(leased.sample().id()))
                            .as("sample %s left twice", leased.sample().id())
                            .isTrue());
                }
            } catch (TimeoutException e) {
                throw new AssertionError("neither trained nor left: " + missing(left), e);
            }
            QueueState state = get(service.state());
            assertThat(state.depth()).isZero();
            assertThat(state.leased()).isEqualTo(left.size());
        }
        assertThat(left).doesNotContainAnyElementsOf(ids(trained()));
        Collection<String> found = new HashSet<>(left);
        found.addAll(ids(trained()));
        List<String> ids = accepted().stream().map(Accepted::id).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSameElementsAs(found);
        return left.size();
    }

    private List<String> missing(Set<String> left) {
        Set<String> trained = ids(trained());
        return accepted().stream()
                .map(Accepted::id)
                .filter(id -> !trained.contains(id) && !left.contains(id))
                .toList();
    }

    private static Set<String> ids(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::sampleId).collect(toSet());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        reading.dispose();
    }
}
