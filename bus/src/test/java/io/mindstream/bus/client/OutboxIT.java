package io.mindstream.bus.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.avro.RandomVocabulary;
import io.mindstream.samples.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class OutboxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** In memory, in order; may be told to forget that something was deleted, as a process that dies in between does. */
    private static final class MemoryStore implements OutboxStore {
        private final ConcurrentSkipListMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
        private final AtomicBoolean forgetOnce = new AtomicBoolean();

        @Override
        public List<Entry> pending(int max) {
            return entries.values().stream().limit(max).toList();
        }

        @Override
        public void delete(long lastId) {
            if (forgetOnce.compareAndSet(true, false)) {
                throw new IllegalStateException("died before the delete");
            }
            entries.headMap(lastId, true).clear();
        }
    }

    @Test
    void everyEntryArrivesInOrderWithItsIdAndLeavesTheStore(ClusterProperties cluster) {
        Topic<Outcome> topic = KafkaFluxIT.created(cluster).outcomes();
        MemoryStore store = new MemoryStore();
        put(store, topic, 0, 600);
        try (BusProducer producer = new BusProducer(cluster, "outbox");
                Outbox outbox = new Outbox(store, producer, Duration.ofHours(1))) {
            await().atMost(PATIENCE).until(store.entries::isEmpty);
            put(store, topic, 600, 10);
            outbox.wake();
            await().atMost(PATIENCE).until(store.entries::isEmpty);
        }
        List<ConsumerRecord<String, byte[]>> read = read(cluster, topic, 610);
        assertThat(read)
                .extracting(record -> Outbox.id(record.headers()))
                .isEqualTo(java.util.stream.LongStream.range(0, 610)
                        .mapToObj(OptionalLong::of)
                        .toList());
        assertThat(topic.codec().decode(read.get(605).value())).isEqualTo(new RandomVocabulary(605).outcome());
    }

    @Test
    void whatWasSentButNotDeletedIsSentAgainUnderTheSameId(ClusterProperties cluster) {
        Topic<Outcome> topic = KafkaFluxIT.created(cluster).outcomes();
        MemoryStore store = new MemoryStore();
        store.forgetOnce.set(true);
        put(store, topic, 7, 3);
        try (BusProducer producer = new BusProducer(cluster, "outbox");
                Outbox outbox = new Outbox(store, producer, Duration.ofHours(1))) {
            await().atMost(PATIENCE).until(store.entries::isEmpty);
            outbox.wake();
        }
        assertThat(read(cluster, topic, 6))
                .extracting(record -> Outbox.id(record.headers()).orElseThrow())
                .containsExactly(7L, 8L, 9L, 7L, 8L, 9L);
    }

    private static void put(MemoryStore store, Topic<Outcome> topic, int from, int count) {
        for (long id = from; id < from + count; id++) {
            byte[] value = topic.codec().encode(new RandomVocabulary(id).outcome());
            store.entries.put(id, new OutboxStore.Entry(id, topic.name(), "one key, one partition", value));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> read(ClusterProperties cluster, Topic<?> topic, int count) {
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(cluster.consumer("check"))) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topic.name(), 0), new TopicPartition(topic.name(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.size() >= count;
            });
        }
        return read;
    }
}
