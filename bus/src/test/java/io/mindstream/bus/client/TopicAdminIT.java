package io.mindstream.bus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Retention;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.TopicTrimmer;
import io.mindstream.bus.Topics;
import io.mindstream.bus.avro.RandomVocabulary;
import io.mindstream.config.BusSettings;
import io.mindstream.samples.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class TopicAdminIT {
    private static final BusSettings SETTINGS = new BusSettings(2, 0, 16, 1, 16);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whatWasCreatedIsFoundGoodTheNextTime(ClusterProperties cluster) {
        Topics topics = Topics.of(SETTINGS, cluster.topicPrefix());
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            admin.ensure(topics.all());
            admin.ensure(topics.all());
            assertThat(admin.endOffsets(topics.samples())).isEqualTo(Map.of(0, 0L, 1, 0L));
            assertThat(admin.endOffsets(topics.requestEnds())).isEqualTo(Map.of(0, 0L));
        }
    }

    @Test
    void anotherNumberOfPartitionsIsRefused(ClusterProperties cluster) {
        Topics topics = KafkaFluxIT.created(cluster);
        Topics wider = Topics.of(new BusSettings(3, 0, 16, 1, 16), cluster.topicPrefix());
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            assertThatThrownBy(() -> admin.ensure(wider.all()))
                    .isInstanceOf(BusException.class)
                    .hasMessageMatching("topic " + cluster.topicPrefix()
                            + "\\S+: has 2 partitions where 3 are expected \\(bus.partitions\\)");
            assertThatCode(() -> admin.ensure(topics.all())).doesNotThrowAnyException();
        }
    }

    @Test
    void precreatedTopicsAreTakenAsTheyAreWhenTheyFit(ClusterProperties cluster) throws Exception {
        Topics topics = Topics.of(SETTINGS, cluster.topicPrefix());
        ClusterProperties precreated = new ClusterProperties(cluster.client(), cluster.topicPrefix(), (short) -1, true);
        String batch = Integer.toString(Retention.MAX_BATCH);
        try (TopicAdmin admin = new TopicAdmin(precreated);
                Admin owner = Admin.create(cluster.admin("owner"))) {
            assertThatThrownBy(() -> admin.ensure(List.of(topics.demand())))
                    .isInstanceOf(BusException.class)
                    .hasMessageContaining(topics.demand().name())
                    .hasMessageContaining("topics.precreated");

            create(owner, topics.demand(), Map.of("cleanup.policy", "compact", "max.message.bytes", batch));
            admin.ensure(List.of(topics.demand()));

            create(owner, topics.labelStats(), Map.of("cleanup.policy", "delete", "max.message.bytes", batch));
            assertThatThrownBy(() -> admin.ensure(List.of(topics.labelStats())))
                    .hasMessage("topic " + topics.labelStats().name()
                            + ": cleanup.policy is delete where compact is needed");

            create(owner, topics.metrics(), Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1000"));
            assertThatThrownBy(() -> admin.ensure(List.of(topics.metrics())))
                    .hasMessage("topic " + topics.metrics().name() + ": max.message.bytes is 1000 where at least "
                            + batch + " is needed");
        }
    }

    @Test
    void trimmingDeletesBeforeTheGivenOffsetsOnly(ClusterProperties cluster) {
        Topic<Sample> samples = KafkaFluxIT.created(cluster).samples();
        write(cluster, samples, 40);
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            Map<Integer, Long> ends = admin.endOffsets(samples);
            long half = ends.get(0) / 2;
            admin.trim(samples, Map.of(0, half));
            assertThat(admin.beginOffsets(samples)).isEqualTo(Map.of(0, half, 1, 0L));
            admin.trim(samples, Map.of(0, half - 1));
            assertThat(admin.beginOffsets(samples)).isEqualTo(Map.of(0, half, 1, 0L));
            assertThat(admin.endOffsets(samples)).isEqualTo(ends);

            List<Long> left = KafkaFlux.read(cluster, samples, ReadOptions.from(Start.earliest()))
                    .take(40 - half)
                    .filter(record -> record.partition() == 0)
                    .map(Received::offset)
                    .collectList()
                    .block(PATIENCE);
            assertThat(left.get(0)).isEqualTo(half);
            assertThat(left).hasSize((int) (ends.get(0) - half));
            assertThatThrownBy(() -> KafkaFlux.read(cluster, samples, ReadOptions.from(Start.at(Map.of(0, half - 1))))
                            .blockFirst(PATIENCE))
                    .isInstanceOf(BusException.class)
                    .hasMessageContaining("what is left starts at " + half);
        }
    }

    @Test
    void aTopicIsTrimmedBehindTheSlowestOfItsGroups(ClusterProperties cluster) {
        Topics topics = KafkaFluxIT.created(cluster);
        Topic<io.mindstream.samples.RequestEnd> ends = topics.requestEnds();
        try (BusProducer producer = new BusProducer(cluster, "test")) {
            for (int i = 0; i < 20; i++) {
                producer.writer(ends).send("key", new RandomVocabulary(i).requestEnd());
            }
            producer.flush();
        }
        List<String> groups = List.of(cluster.prefixed("fast"), cluster.prefixed("slow"));
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            assertThat(admin.committed(ends, groups.get(0))).isEmpty();
            consume(cluster, ends, "fast", 15);
            admin.trimConsumed(ends, groups);
            assertThat(admin.beginOffsets(ends)).isEqualTo(Map.of(0, 0L));
            consume(cluster, ends, "slow", 6);
            TopicTrimmer trimmer = new TopicTrimmer(admin, Map.of(ends, groups), Duration.ofMillis(50));
            await().atMost(PATIENCE).until(() -> admin.beginOffsets(ends).equals(Map.of(0, 6L)));
            trimmer.close();
        }
        assertThatThrownBy(() -> {
                    try (TopicAdmin admin = new TopicAdmin(cluster)) {
                        admin.trim(topics.rejected(), Map.of(0, 1L));
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(topics.rejected().name());
    }

    private static <V> void consume(ClusterProperties cluster, Topic<V> topic, String group, int count) {
        KafkaFlux.read(cluster, topic, ReadOptions.from(Start.group(group)))
                .take(count)
                .blockLast(PATIENCE);
        try (TopicAdmin admin = new TopicAdmin(cluster)) {
            await().atMost(PATIENCE)
                    .until(() -> admin.committed(topic, cluster.prefixed(group)).equals(Map.of(0, (long) count)));
        }
    }

    private static void write(ClusterProperties cluster, Topic<Sample> topic, int count) {
        try (BusProducer producer = new BusProducer(cluster, "test")) {
            for (int i = 0; i < count; i++) {
                Sample sample = new RandomVocabulary(i).sample();
                producer.writer(topic).send(sample.id(), sample);
            }
            producer.flush();
        }
    }

    private static void create(Admin owner, Topic<?> topic, Map<String, String> configs) throws Exception {
        NewTopic wanted = new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(configs);
        owner.createTopics(List.of(wanted)).all().get(30, TimeUnit.SECONDS);
        await().atMost(PATIENCE)
                .until(() ->
                        owner.listTopics().names().get(30, TimeUnit.SECONDS).contains(topic.name()));
    }
}
