package io.mindstream.bus.client;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.MalformedRecordException;
import io.mindstream.bus.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer and the one thread that may touch it. Hands records over as long as the listener wants them; when it does not, the
 * partitions are paused and polling goes on, so that the group keeps its member and the connection its life.
 */
final class PollLoop<V> implements Runnable {
    /** What the loop hands to. All calls come from the loop's thread but for {@link #wants()}'s changes, told by {@link #wake()}. */
    interface Listener<V> {
        /** Whether a record may be handed over now. */
        boolean wants();

        void received(Received<V> record);

        /** A consumer stands at its start; called again after a reconnect. */
        default void started(KafkaConsumer<String, byte[]> consumer) {}

        /** All polled records were handed over. */
        default void caughtUp(KafkaConsumer<String, byte[]> consumer) {}

        /** The last call. */
        void failed(RuntimeException e);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final long BACKOFF_MILLIS = 500;
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ClusterProperties cluster;
    private final Topic<V> topic;
    private final ReadOptions options;
    private final Listener<V> listener;
    private final Deque<ConsumerRecord<String, byte[]>> buffer = new ArrayDeque<>();
    /** Where each partition goes on: what was handed over, plus one. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private volatile KafkaConsumer<String, byte[]> current;
    private volatile boolean parked;
    private boolean dirty;
    private long committedAt;

    PollLoop(ClusterProperties cluster, Topic<V> topic, ReadOptions options, Listener<V> listener) {
        this.cluster = cluster;
        this.topic = topic;
        this.options = options;
        this.listener = listener;
        thread = new Thread(this, "kafka-read-" + topic.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The listener may want records again. From any thread. */
    void wake() {
        KafkaConsumer<String, byte[]> consumer = current;
        if (parked && consumer != null && Thread.currentThread() != thread) {
            consumer.wakeup();
        }
    }

    /** Stops the loop soon, without waiting for it. From any thread. */
    void stop() {
        closed.countDown();
        KafkaConsumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Waits until the consumer is closed. Not from the loop's own thread. */
    void join() throws InterruptedException {
        thread.join(CLOSE.toMillis() * 2);
    }

    @Override
    public void run() {
        long failingSince = 0;
        while (!isClosed()) {
            boolean[] progress = new boolean[1];
            try {
                consume(progress);
            } catch (WakeupException e) {
                LOG.trace("Woken while starting to read {}", topic.name());
            } catch (RuntimeException e) {
                long now = System.nanoTime();
                failingSince = progress[0] || failingSince == 0 ? now : failingSince;
                boolean patient = now - failingSince < options.patience().toNanos();
                if (isClosed()) {
                    return;
                }
                if (!patient || !mayPass(e)) {
                    listener.failed(named(e));
                    return;
                }
                LOG.warn("Reading topic {} failed, trying again: {}", topic.name(), e.getMessage());
                pauseForBackoff();
            }
        }
    }

    private void consume(boolean[] progress) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties());
        current = consumer;
        try {
            buffer.clear();
            position(consumer);
            listener.started(consumer);
            while (!isClosed()) {
                handOver();
                if (buffer.isEmpty()) {
                    listener.caughtUp(consumer);
                }
                commit(consumer, false);
                progress[0] |= poll(consumer);
            }
            commit(consumer, true);
        } finally {
            current = null;
            close(consumer);
        }
    }

    private void handOver() {
        while (!buffer.isEmpty() && !isClosed() && listener.wants()) {
            ConsumerRecord<String, byte[]> record = buffer.poll();
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            dirty = true;
            V value;
            try {
                value = record.value() == null && topic.isCompacted()
                        ? null
                        : topic.codec().decode(record.value());
            } catch (MalformedRecordException e) {
                options.onMalformed().accept(e.at(record.topic(), record.partition(), record.offset()));
                continue;
            }
            listener.received(new Received<>(
                    record.topic(), record.partition(), record.offset(), record.timestamp(), record.key(), value));
        }
    }

    /** Whether the broker answered with records. */
    private boolean poll(KafkaConsumer<String, byte[]> consumer) {
        // In this order: a request that comes after the question finds the loop parked and wakes it.
        parked = true;
        boolean open = buffer.isEmpty() && listener.wants();
        if (open) {
            parked = false;
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        try {
            consumer.poll(POLL).forEach(buffer::add);
            return !buffer.isEmpty();
        } catch (WakeupException e) {
            return false;
        } finally {
            parked = false;
        }
    }

    private void position(KafkaConsumer<String, byte[]> consumer) {
        if (options.start() instanceof Start.Group) {
            consumer.subscribe(List.of(topic.name()), new OnRebalance(consumer));
            return;
        }
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        if (next.isEmpty()) {
            next.putAll(firstOffsets(consumer, partitions));
        }
        next.forEach(consumer::seek);
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        var infos = consumer.partitionsFor(topic.name());
        if (infos == null || infos.isEmpty()) {
            throw new BusException("topic " + topic.name() + ": does not exist on cluster " + cluster.bootstrap());
        }
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> firstOffsets(
            KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        if (options.start() instanceof Start.Latest) {
            return consumer.endOffsets(partitions);
        }
        Map<TopicPartition, Long> first = new HashMap<>(consumer.beginningOffsets(partitions));
        if (options.start() instanceof Start.Offsets stored) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            stored.next().forEach((number, offset) -> {
                TopicPartition partition = new TopicPartition(topic.name(), number);
                Long begin = first.get(partition);
                if (begin == null) {
                    throw new BusException("topic " + topic.name() + ": has no partition " + number
                            + ", for which offset " + offset + " is stored");
                }
                if (offset < begin) {
                    throw new BusException("topic " + partition + ": offset " + offset
                            + " is stored, but what is left starts at " + begin);
                }
                if (offset > ends.get(partition)) {
                    throw new BusException("topic " + partition + ": offset " + offset
                            + " is stored, but the topic ends at " + ends.get(partition) + ": it was made anew");
                }
                first.put(partition, offset);
            });
        }
        return first;
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = cluster.consumer(options.clientId());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, options.maxBuffered());
        String reset = "none";
        if (options.start() instanceof Start.Group group) {
            properties.put(ConsumerConfig.GROUP_ID_CONFIG, cluster.prefixed(group.id()));
            reset = "earliest";
        } else if (options.start() instanceof Start.Earliest) {
            // Records may be trimmed between the look at the offsets and the first fetch.
            reset = "earliest";
        } else if (options.start() instanceof Start.Latest) {
            reset = "latest";
        }
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        return properties;
    }

    /** Commits what was handed over: now and then, and for good at the end. */
    private void commit(KafkaConsumer<String, byte[]> consumer, boolean last) {
        boolean due = last || System.nanoTime() - committedAt >= COMMIT_NANOS;
        if (!dirty || !due || !(options.start() instanceof Start.Group)) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) -> {
            if (consumer.assignment().contains(partition)) {
                offsets.put(partition, new OffsetAndMetadata(offset));
            }
        });
        if (last) {
            try {
                consumer.commitSync(offsets, CLOSE);
            } catch (WakeupException e) {
                // The wake-up that ended the loop, when it came too late for the poll.
                consumer.commitSync(offsets, CLOSE);
            }
        } else {
            consumer.commitAsync(offsets, (done, e) -> {
                if (e != null) {
                    LOG.debug("Commit on {} failed, the next one takes its place: {}", topic.name(), e.getMessage());
                }
            });
        }
        dirty = false;
        committedAt = System.nanoTime();
    }

    private void close(KafkaConsumer<String, byte[]> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE));
        } catch (RuntimeException e) {
            LOG.debug("Consumer of {} closed badly", topic.name(), e);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pauseForBackoff() {
        try {
            closed.await(BACKOFF_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    private static boolean mayPass(RuntimeException e) {
        return e instanceof KafkaException
                && !(e instanceof AuthenticationException
                        || e instanceof AuthorizationException
                        || e instanceof InvalidOffsetException
                        || e instanceof InterruptException);
    }

    private RuntimeException named(RuntimeException e) {
        return e instanceof KafkaException failure
                ? BusException.of("topic " + topic.name() + " on cluster " + cluster.bootstrap(), failure)
                : e;
    }

    /** Before partitions go to another member: commit what was handed over and forget what was not. */
    private final class OnRebalance implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        OnRebalance(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(consumer, true);
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            buffer.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
            next.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Their positions come from the group; if nobody asks, the next turn of the loop pauses them.
        }
    }
}
