package io.mindstream.bus.client;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A compacted topic as a map: the newest value of each key. Reads all that is there, then follows. May be asked from any thread.
 *
 * @param <V> the values
 */
public final class TableView<V> implements AutoCloseable {
    /** For messages: the topic, and where it is. */
    private final String name;

    private final Map<String, V> values = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final PollLoop<V> loop;

    private volatile RuntimeException failure;

    private TableView(ClusterProperties cluster, Topic<V> topic) {
        name = topic.name() + " on cluster " + cluster.bootstrap();
        ReadOptions options = ReadOptions.from(Start.earliest()).clientId("table-" + topic.name());
        loop = new PollLoop<>(cluster, topic, options, new Follower());
    }

    /** Starts to read; {@link #await} tells when all that was there at the start has been read. */
    public static <V> TableView<V> open(ClusterProperties cluster, Topic<V> topic) {
        TableView<V> view = new TableView<>(cluster, topic);
        view.loop.start();
        return view;
    }

    /**
     * Waits until everything that was on the topic when it was opened has been read.
     *
     * @throws BusException when that takes longer, or reading failed
     */
    public TableView<V> await(Duration patience) {
        try {
            loaded.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (ExecutionException e) {
            throw new BusException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new BusException("topic " + name + ": not read to its end in " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("topic " + name + ": interrupted", e);
        }
    }

    /** Completes when everything that was there at the start has been read; fails when reading does. */
    public CompletableFuture<Void> loaded() {
        return loaded.copy();
    }

    /**
     * A copy of what is known now.
     *
     * @throws BusException when reading has failed for good, rather than figures that no longer move
     */
    public Map<String, V> snapshot() {
        requireAlive();
        return Map.copyOf(values);
    }

    /** @throws BusException as {@link #snapshot()} */
    public Optional<V> get(String key) {
        requireAlive();
        return Optional.ofNullable(values.get(key));
    }

    private void requireAlive() {
        RuntimeException e = failure;
        if (e != null) {
            throw new BusException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        loop.stop();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Follower implements PollLoop.Listener<V> {
        private Map<TopicPartition, Long> ends = new HashMap<>();

        @Override
        public boolean wants() {
            return true;
        }

        @Override
        public void received(Received<V> record) {
            if (record.key() == null) {
                return;
            }
            if (record.value() == null) {
                values.remove(record.key());
            } else {
                values.put(record.key(), record.value());
            }
        }

        @Override
        public void started(KafkaConsumer<String, byte[]> consumer) {
            ends = consumer.endOffsets(consumer.assignment());
        }

        /** By position, not by record: compaction and transaction markers leave gaps at the end. */
        @Override
        public void caughtUp(KafkaConsumer<String, byte[]> consumer) {
            if (!loaded.isDone()
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                loaded.complete(null);
            }
        }

        @Override
        public void failed(RuntimeException e) {
            failure = e;
            loaded.completeExceptionally(e);
        }
    }
}
