package io.mindstream.bus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.MalformedRecordException;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.avro.RandomVocabulary;
import io.mindstream.config.BusSettings;
import io.mindstream.samples.Demand;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Sample;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@ExtendWith(SharedBroker.class)
class KafkaFluxIT {
    private static final BusSettings SETTINGS = new BusSettings(2, 0, 16, 1, 16);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aSlowSubscriberHoldsABoundedNumberAndGetsAllInOrder(ClusterProperties cluster) {
        Topic<Metric> topic = created(cluster).metrics();
        int count = 2000;
        write(cluster, topic, count);
        ReadOptions options = ReadOptions.from(Start.earliest()).maxBuffered(50);
        AtomicInteger handed = new AtomicInteger();
        Flux<Long> steps = KafkaFlux.read(cluster, topic, options)
                .doOnNext(record -> handed.incrementAndGet())
                .map(record -> record.value().step());

        StepVerifier.create(steps, 0)
                .expectSubscription()
                .thenRequest(10)
                .expectNextCount(10)
                .expectNoEvent(Duration.ofMillis(700))
                .then(() -> assertThat(handed).hasValue(10))
                .thenRequest(count - 10)
                .expectNextSequence(
                        IntStream.range(10, count).mapToObj(i -> (long) i).toList())
                .thenCancel()
                .verify(PATIENCE);
        awaitNoReader(topic);
    }

    @Test
    void whatNobodyAsksForStaysOnTheBroker(ClusterProperties cluster) throws Exception {
        Topic<Sample> topic = created(cluster).samples();
        int count = 400;
        try (BusProducer producer = new BusProducer(cluster, "test")) {
            for (int i = 0; i < count; i++) {
                Sample sample = bigSample(i);
                producer.writer(topic).send("one key, one partition", sample);
            }
            producer.flush();
        }
        String id = cluster.prefixed("slow");
        ObjectName name = new ObjectName("kafka.consumer:type=consumer-metrics,client-id=" + id);
        StepVerifier.create(
                        KafkaFlux.read(
                                cluster,
                                topic,
                                ReadOptions.from(Start.earliest())
                                        .clientId("slow")
                                        .maxBuffered(20)),
                        3)
                .expectNextCount(3)
                .expectNoEvent(Duration.ofMillis(1500))
                .then(() -> {
                    // 3 handed over, 20 in the buffer, and one fetch of at most 1 MiB a partition for the consumer
                    // itself.
                    double fetched = attribute(name, "incoming-byte-total");
                    assertThat(fetched).isBetween(3.0 * ImageRef.MAX_INLINE, 6.0 * 1024 * 1024);
                })
                .thenRequest(count)
                .expectNextCount(count - 3)
                .then(() -> assertThat(attribute(name, "incoming-byte-total")).isGreaterThan(count * 60_000.0))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void whatSubscriberTakesOneByOneFromAnotherThreadIsAll(ClusterProperties cluster) {
        Topic<Metric> topic = created(cluster).metrics();
        write(cluster, topic, 3000);
        List<Long> steps = KafkaFlux.read(cluster, topic, ReadOptions.from(Start.earliest()))
                .publishOn(Schedulers.parallel(), 1)
                .map(record -> record.value().step())
                .take(3000)
                .collectList()
                .block(PATIENCE);
        assertThat(steps)
                .isEqualTo(IntStream.range(0, 3000).mapToObj(i -> (long) i).toList());
    }

    @Test
    void aRecordThatNobodyCanReadIsNamedAndSkipped(ClusterProperties cluster) throws Exception {
        Topic<Metric> topic = created(cluster).metrics();
        write(cluster, topic, 1);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(cluster.producer("foreign"))) {
            producer.send(new ProducerRecord<>(topic.name(), "key", "no avro".getBytes()))
                    .get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(topic.name(), "key", null)).get(30, TimeUnit.SECONDS);
        }
        write(cluster, topic, 1);
        List<MalformedRecordException> malformed = new CopyOnWriteArrayList<>();
        List<Received<Metric>> read = KafkaFlux.read(
                        cluster, topic, ReadOptions.from(Start.earliest()).onMalformed(malformed::add))
                .take(2)
                .collectList()
                .block(PATIENCE);
        assertThat(read).extracting(Received::offset).containsExactly(0L, 3L);
        assertThat(malformed)
                .extracting(MalformedRecordException::place)
                .containsExactly(topic.name() + "-0@1", topic.name() + "-0@2");
    }

    @Test
    void onlyCommittedRecordsAreSeen(ClusterProperties cluster) {
        Topic<Metric> topic = created(cluster).metrics();
        Map<String, Object> properties = cluster.producer("transactional");
        properties.put("transactional.id", cluster.prefixed("test"));
        List<Long> seen = new CopyOnWriteArrayList<>();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties)) {
            producer.initTransactions();
            var reading = KafkaFlux.read(cluster, topic, ReadOptions.from(Start.earliest()))
                    .subscribe(record -> seen.add(record.value().step()));
            producer.beginTransaction();
            producer.send(record(topic, 1));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(record(topic, 2));
            producer.commitTransaction();
            await().atMost(PATIENCE).until(() -> !seen.isEmpty());
            producer.beginTransaction();
            producer.send(record(topic, 3));
            producer.flush();
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> seen.equals(List.of(2L)));
            producer.commitTransaction();
            await().atMost(PATIENCE).until(() -> seen.equals(List.of(2L, 3L)));
            reading.dispose();
        }
    }

    @Test
    void readingStartsWhereItIsTold(ClusterProperties cluster) {
        Topic<Metric> topic = created(cluster).metrics();
        write(cluster, topic, 10);
        assertThat(steps(cluster, topic, Start.at(Map.of(0, 7L)), 3)).containsExactly(7L, 8L, 9L);

        StepVerifier.create(KafkaFlux.read(cluster, topic, ReadOptions.from(Start.at(Map.of(0, 11L)))))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(BusException.class)
                        .hasMessageContaining(topic.name() + "-0: offset 11 is stored, but the topic ends at 10"))
                .verify(PATIENCE);
        StepVerifier.create(KafkaFlux.read(cluster, topic, ReadOptions.from(Start.at(Map.of(5, 0L)))))
                .expectErrorSatisfies(e -> assertThat(e).hasMessageContaining("has no partition 5"))
                .verify(PATIENCE);

        List<Long> late = new CopyOnWriteArrayList<>();
        var reading = KafkaFlux.read(cluster, topic, ReadOptions.from(Start.latest()))
                .subscribe(record -> late.add(record.offset()));
        await().atMost(PATIENCE).until(() -> {
            write(cluster, topic, 1);
            return !late.isEmpty();
        });
        assertThat(late.get(0)).isGreaterThanOrEqualTo(10);
        reading.dispose();
    }

    @Test
    void aGroupGoesOnWhereItsLastMemberStopped(ClusterProperties cluster) {
        Topic<Metric> topic = created(cluster).metrics();
        write(cluster, topic, 10);
        assertThat(steps(cluster, topic, Start.group("readers"), 4)).containsExactly(0L, 1L, 2L, 3L);
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            await().atMost(PATIENCE).until(() -> admin.committed(topic, cluster.prefixed("readers"))
                    .equals(Map.of(0, 4L)));
        }
        assertThat(steps(cluster, topic, Start.group("readers"), 6)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void aMissingTopicIsAnErrorThatNamesIt(ClusterProperties cluster) {
        Topic<Metric> topic = Topics.of(SETTINGS, cluster.prefixed("none.")).metrics();
        StepVerifier.create(KafkaFlux.read(
                        cluster, topic, ReadOptions.from(Start.earliest()).patience(Duration.ofMillis(1))))
                .expectErrorSatisfies(
                        e -> assertThat(e).isInstanceOf(BusException.class).hasMessageContaining(topic.name()))
                .verify(Duration.ofSeconds(90));
    }

    @Test
    void aSinkKeepsABoundedNumberUnderWayAndTheOrder(ClusterProperties cluster) {
        Topic<Metric> topic = created(cluster).metrics();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger underWay = new AtomicInteger();
        try (BusProducer producer = new BusProducer(cluster, "sink")) {
            TopicWriter<Metric> real = producer.writer(topic);
            TopicWriter<Metric> counted = (key, value) -> {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                return real.send(key, value).whenComplete((metadata, e) -> underWay.decrementAndGet());
            };
            Long written = new KafkaSink<>(counted, 8)
                    .drain(Flux.range(0, 1000).map(KafkaFluxIT::metric), Metric::run)
                    .block(PATIENCE);
            assertThat(written).isEqualTo(1000);
            assertThat(most.get()).isBetween(1, 8);
        }
        assertThat(steps(cluster, topic, Start.earliest(), 1000))
                .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> (long) i).toList());
    }

    @Test
    void aTableHoldsTheNewestOfEachKeyAndFollows(ClusterProperties cluster) throws Exception {
        Topics topics = created(cluster);
        var demand = topics.demand();
        var vocabulary = new RandomVocabulary(11);
        var first = vocabulary.demand();
        var second = vocabulary.demand();
        var third = vocabulary.demand();
        try (BusProducer producer = new BusProducer(cluster, "table")) {
            var writer = producer.writer(demand);
            writer.send("a", first);
            writer.send("b", first);
            writer.send("a", second);
            writer.send("b", null).get(30, TimeUnit.SECONDS);
            try (TableView<Demand> table = TableView.open(cluster, demand).await(PATIENCE)) {
                assertThat(table.snapshot()).isEqualTo(Map.of("a", second));
                writer.send("c", third).get(30, TimeUnit.SECONDS);
                await().atMost(PATIENCE).until(() -> table.get("c").isPresent());
                assertThat(table.snapshot()).isEqualTo(Map.of("a", second, "c", third));
            }
        }
    }

    @Test
    void anEmptyTableIsLoadedAtOnce(ClusterProperties cluster) {
        try (var table = TableView.open(cluster, created(cluster).queueState()).await(PATIENCE)) {
            assertThat(table.snapshot()).isEmpty();
        }
    }

    static Topics created(ClusterProperties cluster) {
        Topics topics = Topics.of(SETTINGS, cluster.topicPrefix());
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            admin.ensure(topics.all());
        }
        return topics;
    }

    private static List<Long> steps(ClusterProperties cluster, Topic<Metric> topic, Start start, int count) {
        return KafkaFlux.read(cluster, topic, ReadOptions.from(start))
                .map(record -> record.value().step())
                .take(count)
                .collectList()
                .block(PATIENCE);
    }

    private static void write(ClusterProperties cluster, Topic<Metric> topic, int count) {
        try (BusProducer producer = new BusProducer(cluster, "test")) {
            TopicWriter<Metric> writer = producer.writer(topic);
            IntStream.range(0, count)
                    .mapToObj(step -> writer.send("run", metric(step)))
                    .toList()
                    .forEach(done -> done.orTimeout(30, TimeUnit.SECONDS).join());
        }
    }

    private static ProducerRecord<String, byte[]> record(Topic<Metric> topic, int step) {
        return new ProducerRecord<>(topic.name(), "run", topic.codec().encode(metric(step)));
    }

    private static Metric metric(int step) {
        return new Metric("run", step, 0, Map.of("train.loss", 1.0 / (step + 1)));
    }

    private static Sample bigSample(int seed) {
        byte[] picture = new byte[ImageRef.MAX_INLINE];
        new Random(seed).nextBytes(picture);
        Sample drawn = new RandomVocabulary(seed).sample();
        return Sample.of(
                List.of(ImageRef.inline(picture, 64, 64)),
                drawn.turns(),
                drawn.label(),
                drawn.ids(),
                drawn.stages(),
                drawn.provenance());
    }

    private static double attribute(ObjectName name, String attribute) {
        try {
            return (double) ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
        } catch (JMException e) {
            throw new AssertionError(name + " " + attribute, e);
        }
    }

    private static void awaitNoReader(Topic<?> topic) {
        await().atMost(PATIENCE).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("kafka-read-" + topic.name())));
    }
}
