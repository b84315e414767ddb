package io.mindstream.bus.client;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic that is not ours, under its own name and with values of any kind, read from an offset to what is its end now. For one thread;
 * commits nothing to the cluster.
 */
public final class ForeignTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Longest wait for a record that must be there, and for any answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final String what;
    private final KafkaConsumer<String, byte[]> consumer;

    /** Takes records in order of offset. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param value null for a record without
         * @return whether more is wanted
         */
        boolean record(long offset, byte[] value) throws IOException;
    }

    /** @throws BusException naming the cluster, when there can be no client with its properties */
    public ForeignTopic(ClusterProperties cluster, String name) {
        this.name = name;
        this.what = "topic " + name + " on cluster " + cluster.bootstrap();
        try {
            this.consumer = new KafkaConsumer<>(cluster.consumer("ingest"));
        } catch (KafkaException e) {
            throw BusException.of("cluster " + cluster.bootstrap(), e);
        }
    }

    /**
     * Numbers of its partitions, in order.
     *
     * @throws BusException when there is no such topic, or the cluster does not answer
     */
    public List<Integer> partitions() {
        List<PartitionInfo> found;
        try {
            found = consumer.partitionsFor(name, PATIENCE);
        } catch (KafkaException e) {
            throw BusException.of(what, e);
        }
        if (found == null || found.isEmpty()) {
            throw new BusException(what + ": no such topic");
        }
        return found.stream().map(PartitionInfo::partition).sorted().toList();
    }

    /**
     * Reads committed records.
     *
     * @param from offset of the first; older ones that are gone are passed over
     * @throws BusException when the cluster does not answer
     */
    public void read(int partition, long from, Sink sink) throws IOException {
        TopicPartition place = new TopicPartition(name, partition);
        try {
            consumer.assign(List.of(place));
            long begin = consumer.beginningOffsets(List.of(place), PATIENCE).get(place);
            long end = consumer.endOffsets(List.of(place), PATIENCE).get(place);
            consumer.seek(place, Math.max(begin, from));
            long heard = System.nanoTime();
            // The position also passes the marks of transactions, which are no records.
            for (long at = consumer.position(place, PATIENCE); at < end; at = consumer.position(place, PATIENCE)) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end && !sink.record(record.offset(), record.value())) {
                        return;
                    }
                }
                if (consumer.position(place, PATIENCE) > at) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new BusException(what + ": nothing came for " + PATIENCE.toSeconds() + " s before its end");
                }
            }
        } catch (KafkaException e) {
            throw BusException.of(what, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
