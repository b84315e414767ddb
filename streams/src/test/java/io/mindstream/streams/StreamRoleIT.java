package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.Received;
import io.mindstream.config.BusSettings;
import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Label;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain on a real broker: from demand to samples, through kills, a broker that goes away, and a trainer that stops. */
class StreamRoleIT {
    private static final List<Label> LABELS = List.of(
            Fixture.SHAPES,
            new Label("scenes/shapes/many", "perception/description/dense"),
            new Label("automotive/instruments/gauge", "perception/reading/gauge"));

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private ClusterProperties cluster;
    private Topics topics;
    private TopicAdmin admin;

    @BeforeEach
    void startBroker(TestInfo test) {
        BusSettings bus = Fixture.PROFILE.bus();
        broker = EmbeddedBroker.start(directory.resolve("broker"), bus);
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        cluster = new ClusterProperties(broker.cluster().client(), prefix, (short) 1, false);
        topics = Topics.of(bus, prefix);
        admin = new TopicAdmin(cluster);
        admin.ensure(topics.all());
    }

    @AfterEach
    void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void everyCreditBecomesOneSampleAndConsumedTopicsAreTrimmed() {
        try (QueueStandIn queue = new QueueStandIn(cluster, topics);
                StreamRole role = Fixture.role(cluster, directory.resolve("a"))) {
            role.start();
            queue.grant(LABELS, 60);
            await().until(() -> queue.accepted().equals(queue.granted()));
            queue.grant(LABELS, 100);
            await().until(() -> queue.accepted().equals(queue.granted()));

            assertSound(queue);
            assertThat(queue.samples()).allSatisfy(received -> {
                assertThat(received.key()).isEqualTo(received.value().id());
                assertThat(received.value().split()).isEqualTo(Split.TRAIN);
            });
            await().untilAsserted(() -> {
                for (Topic<?> topic : List.of(topics.requests(), topics.candidates(), topics.requestEnds())) {
                    assertThat(left(topic)).as(topic.name()).isLessThan(20);
                }
                assertThat(internalLeft("-repartition"))
                        .as("repartition topics")
                        .isLessThan(50);
            });
        }
    }

    @Test
    void nearDuplicatesThatComeAtOnceInManyPartitionsLeaveOne() {
        Profile profile = new ProfileLoader().load(ProfileLoader.DEFAULT, Map.of("bus.partitions", "5"));
        cluster = new ClusterProperties(cluster.client(), "five.", (short) 1, false);
        topics = Topics.of(profile.bus(), "five.");
        admin.ensure(topics.all());
        Random random = new Random(7);
        List<Candidate> all = new ArrayList<>();
        for (int group = 0; group < 10; group++) {
            Candidate original = Fixture.inAnHour(Fixture.candidate("g" + group, 7919L * group));
            all.add(original);
            for (int copy = 1; copy < 4; copy++) {
                all.add(Fixture.inAnHour(Fixture.again(original, "g" + group + "-" + copy, random.nextInt(4096))));
            }
        }
        Collections.shuffle(all, random);
        try (QueueStandIn queue = new QueueStandIn(cluster, topics);
                BusProducer producer = new BusProducer(cluster, "generation");
                StreamRole role = Fixture.role(cluster, profile, directory.resolve("a"))) {
            role.start();
            all.forEach(candidate -> producer.writer(topics.candidates()).send(candidate.key(), candidate));
            await().until(() -> queue.ends().size() == all.size());

            Set<Object> asked = new HashSet<>();
            all.forEach(candidate -> candidate.samples().forEach(sample -> asked.add(scene(sample))));
            await().untilAsserted(() -> assertThat(queue.samples()).hasSize(asked.size()));
            assertThat(queue.samples())
                    .extracting(received -> scene(received.value()))
                    .doesNotHaveDuplicates();
            assertSound(queue);
        }
    }

    /** Equal for samples that are near each other. */
    private static Object scene(Sample sample) {
        return List.of(sample.provenance().contentKey(), sample.turns());
    }

    @Test
    void generationStopsWithinSecondsWhenDemandIsNoLongerRenewed() {
        try (QueueStandIn queue = new QueueStandIn(cluster, topics);
                StreamRole role = Fixture.role(cluster, directory.resolve("a"))) {
            role.start();
            queue.grant(LABELS, 1_000_000);
            await().until(() -> queue.samples().size() > 100);

            queue.stopRenewing();
            Map<Integer, Long>[] ends = ends();
            Awaitility.await()
                    .atMost(QueueStandIn.TTL.plusSeconds(20))
                    .pollInterval(Duration.ofSeconds(3))
                    .until(() -> {
                        Map<Integer, Long>[] now = ends();
                        boolean still = List.of(now).equals(List.of(ends));
                        System.arraycopy(now, 0, ends, 0, now.length);
                        return still;
                    });
            assertThat(queue.samples().size()).isLessThan(100_000);
        }
    }

    @Test
    void killedProcessesLoseNothingAndDoubleNothing() throws Exception {
        Path mine = directory.resolve("a");
        try (QueueStandIn queue = new QueueStandIn(cluster, topics);
                StreamProcess first = StreamProcess.start(cluster, mine);
                StreamProcess second = StreamProcess.start(cluster, directory.resolve("b"))) {
            first.awaitReady();
            second.awaitReady();
            await().untilAsserted(() -> assertThat(membersWithWork()).isEqualTo(2));
            queue.grant(LABELS, 150);
            await().until(() -> queue.samples().size() > 60);
            second.kill();
            int before = queue.samples().size();
            await().until(() -> queue.samples().size() > before + 60);
            first.kill();
            try (StreamProcess again = StreamProcess.start(cluster, mine)) {
                again.awaitReady();
                queue.grant(LABELS, 200);
                await().until(() -> queue.accepted().equals(queue.granted()));
            }
            assertSound(queue);
        }
    }

    @Test
    void aBrokerThatGoesAwayAndComesBackIsWaitedFor() {
        BusSettings bus = Fixture.PROFILE.bus();
        try (QueueStandIn queue = new QueueStandIn(cluster, topics);
                StreamRole role = Fixture.role(cluster, directory.resolve("a"))) {
            role.start();
            queue.grant(LABELS, 60);
            await().until(() -> queue.samples().size() > 30);

            int port = broker.port();
            broker.close();
            broker = EmbeddedBroker.start(
                    directory.resolve("broker"),
                    new BusSettings(
                            bus.partitions(),
                            port,
                            bus.segmentMegabytes(),
                            bus.retentionHours(),
                            bus.retentionMegabytes()));
            queue.grant(LABELS, 120);
            await().until(() -> queue.accepted().equals(queue.granted()));
            assertSound(queue);
            assertThat(role.failed()).isFalse();
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(100));
    }

    /** No sample twice, no request ended twice, and what the ends say was used is what came. */
    private static void assertSound(QueueStandIn queue) {
        assertThat(queue.samples())
                .extracting(received -> received.value().id())
                .doesNotHaveDuplicates();
        await().untilAsserted(() -> {
            List<RequestEnd> ends = queue.ends().stream().map(Received::value).collect(Collectors.toList());
            assertThat(ends).extracting(RequestEnd::requestId).doesNotHaveDuplicates();
            Map<String, Integer> used = new TreeMap<>();
            ends.stream().filter(end -> end.used() > 0).forEach(end -> used.put(end.requestId(), end.used()));
            Map<String, Integer> came = new TreeMap<>();
            queue.samples().stream()
                    .map(Received::value)
                    .map(Sample::provenance)
                    .forEach(provenance -> came.merge(provenance.requestId(), 1, Integer::sum));
            assertThat(used).isEqualTo(came);
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Map<Integer, Long>[] ends() {
        return new Map[] {
            admin.endOffsets(topics.requests()),
            admin.endOffsets(topics.candidates()),
            admin.endOffsets(topics.samples())
        };
    }

    private long left(Topic<?> topic) {
        return sum(admin.endOffsets(topic)) - sum(admin.beginOffsets(topic));
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private long internalLeft(String suffix) throws ExecutionException, InterruptedException {
        try (Admin kafka = Admin.create(cluster.admin("test"))) {
            List<String> names = kafka.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(cluster.topicPrefix()) && name.endsWith(suffix))
                    .toList();
            assertThat(names).hasSize(3);
            Map<TopicPartition, OffsetSpec> oldest = kafka.describeTopics(names).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.earliest()));
            Map<TopicPartition, OffsetSpec> newest = new java.util.HashMap<>(oldest);
            newest.replaceAll((partition, spec) -> OffsetSpec.latest());
            return sum(kafka, newest) - sum(kafka, oldest);
        }
    }

    private static long sum(Admin kafka, Map<TopicPartition, OffsetSpec> offsets)
            throws ExecutionException, InterruptedException {
        return kafka.listOffsets(offsets).all().get().values().stream()
                .mapToLong(found -> found.offset())
                .sum();
    }

    private long membersWithWork() throws ExecutionException, InterruptedException {
        String group = cluster.prefixed(StreamsSetup.APPLICATION);
        try (Admin kafka = Admin.create(cluster.admin("test"))) {
            return kafka.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .map(MemberDescription::assignment)
                    .filter(assignment -> assignment.topicPartitions().stream()
                            .anyMatch(partition ->
                                    partition.topic().equals(topics.requests().name())))
                    .count();
        }
    }
}
