package io.mindstream.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.ClusterProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a killed broker leaves of transactions, its next start ends as it was decided, in every partition: readers of committed records
 * come to the end, and see each transaction whole or not at all.
 */
class BrokerKillTransactionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "ledger";
    private static final int PARTITIONS = 12;
    private static final int WRITERS = 6;

    @TempDir
    Path temp;

    @Test
    void everyTransactionIsEndedAndWholeOrNotThereAfterAKillAtAnyMoment() throws Exception {
        Path directory = temp.resolve("broker");
        int port = BrokerProcess.freePort();
        Process child = BrokerProcess.start(directory, port);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            ClusterProperties cluster = ClusterProperties.ofBootstrap(BrokerProcess.serving(child)[1]);
            createTopic(cluster);
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            List<KafkaProducer<String, byte[]>> producers = new ArrayList<>();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String id = "writer-" + i;
                KafkaProducer<String, byte[]> producer = producer(cluster, id);
                producers.add(producer);
                writers.add(threads.submit(() -> keepCommitting(producer, id, acknowledged)));
            }
            int before = ThreadLocalRandom.current().nextInt(40, 200);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> acknowledged.size() > before);
            child.destroyForcibly().waitFor();
            // They die with it. Going on they would end by themselves what the broker must end.
            producers.forEach(producer -> producer.close(Duration.ZERO));
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            try (EmbeddedBroker again = EmbeddedBroker.start(directory, BrokerProcess.settings(port))) {
                assertThat(again.port()).isEqualTo(port);
                awaitNothingOpen(cluster);
                Map<String, Map<Integer, Integer>> seen = committed(cluster);
                Map<Integer, Integer> whole = IntStream.range(0, PARTITIONS)
                        .boxed()
                        .collect(Collectors.toMap(Function.identity(), each -> 1));
                assertThat(seen).allSatisfy((key, counts) -> assertThat(counts).isEqualTo(whole));
                assertThat(seen.keySet()).containsAll(acknowledged);
            }
        } finally {
            child.destroyForcibly();
            threads.shutdownNow();
        }
    }

    private static void keepCommitting(KafkaProducer<String, byte[]> producer, String id, Set<String> acknowledged) {
        try {
            producer.initTransactions();
            for (int number = 0; true; number++) {
                String key = id + "-" + number;
                producer.beginTransaction();
                write(producer, key);
                producer.commitTransaction();
                acknowledged.add(key);
            }
        } catch (KafkaException | IllegalStateException e) {
            // Closed. Whether its last transaction is there is the broker's to say.
        }
    }

    private static void write(KafkaProducer<String, byte[]> producer, String key) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(TOPIC, partition, key, new byte[0]));
        }
    }

    private static KafkaProducer<String, byte[]> producer(ClusterProperties cluster, String id) {
        Map<String, Object> properties = cluster.producer(id);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 1000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        return new KafkaProducer<>(properties);
    }

    private static void createTopic(ClusterProperties cluster) throws Exception {
        try (Admin admin = Admin.create(cluster.admin("test"))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void awaitNothingOpen(ClusterProperties cluster) {
        try (Admin admin = Admin.create(cluster.admin("test"))) {
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            ends(admin, IsolationLevel.READ_COMMITTED))
                    .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
        }
    }

    private static Map<Integer, Long> ends(Admin admin, IsolationLevel level) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<Integer, Long> ends = new TreeMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(level))
                .all()
                .get(30, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    /** How often each key is in each partition, for a reader of committed records. */
    private static Map<String, Map<Integer, Integer>> committed(ClusterProperties cluster) {
        Map<String, Map<Integer, Integer>> seen = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(cluster.consumer("test"))) {
            consumer.assign(partitions());
            consumer.seekToBeginning(partitions());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(record -> seen.computeIfAbsent(record.key(), key -> new HashMap<>())
                                        .merge(record.partition(), 1, Integer::sum));
                        return ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
        }
        return seen;
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
    }
}
