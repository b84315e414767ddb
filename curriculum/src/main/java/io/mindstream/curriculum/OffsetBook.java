package io.mindstream.curriculum;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far which topic has been read. Written in the same batch as the samples, so that each record counts once. */
final class OffsetBook {
    private static final String CLUSTER = "cluster";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition/";

    private final Path directory;
    private final SortedMap<Integer, Long> offsets = new TreeMap<>();
    private String clusterId;
    private String topicId;

    OffsetBook(QueueDatabase database) {
        directory = database.directory();
        database.walk(Family.OFFSETS, new byte[0], null, (key, value) -> {
            String name = text(key);
            if (name.equals(CLUSTER)) {
                clusterId = text(value);
            } else if (name.equals(TOPIC)) {
                topicId = text(value);
            } else {
                offsets.put(Integer.parseInt(name.substring(PARTITION.length())), LongKey.number(value));
            }
            return true;
        });
    }

    /** The next offset to read, by partition. */
    SortedMap<Integer, Long> offsets() {
        return new TreeMap<>(offsets);
    }

    /**
     * Binds the queue to the topic when it is new, and checks that it still is the same topic when it is not. Partitions that came since
     * are read from their beginning.
     *
     * @return where to read on, by partition
     * @throws TopicMismatchException when what is stored does not fit; nothing is ever reset
     */
    SortedMap<Integer, Long> bind(QueueBatch batch, SourceTopic topic) {
        if (clusterId != null) {
            requireSame("cluster", clusterId, topic.clusterId(), topic);
            requireSame("topic id", topicId, topic.topicId(), topic);
            for (Map.Entry<Integer, Long> known : offsets.entrySet()) {
                requireInRange(known.getKey(), known.getValue(), topic);
            }
        }
        clusterId = topic.clusterId();
        topicId = topic.topicId();
        batch.put(Family.OFFSETS, bytes(CLUSTER), bytes(clusterId));
        batch.put(Family.OFFSETS, bytes(TOPIC), bytes(topicId));
        topic.ranges().forEach((partition, range) -> {
            if (!offsets.containsKey(partition)) {
                advance(batch, partition, range.begin());
            }
        });
        return offsets();
    }

    void advance(QueueBatch batch, int partition, long next) {
        batch.put(Family.OFFSETS, bytes(PARTITION + partition), LongKey.of(next));
        offsets.put(partition, next);
    }

    private void requireSame(String what, String stored, String found, SourceTopic topic) {
        if (!stored.equals(found)) {
            throw new TopicMismatchException("queue: " + directory + ": it has been fed from " + topic.name() + " with "
                    + what + " " + stored + ", but this one has " + what + " " + found + ": " + remedy());
        }
    }

    private void requireInRange(int partition, long offset, SourceTopic topic) {
        SourceTopic.Range range = topic.ranges().get(partition);
        String place = "queue: " + directory + ": " + topic.name() + "-" + partition + ": ";
        if (range == null) {
            throw new TopicMismatchException(
                    place + "read up to offset " + offset + ", but there is no such partition: " + remedy());
        }
        if (offset < range.begin()) {
            throw new TopicMismatchException(place + "offset " + offset + " is next, but records before "
                    + range.begin() + " have been deleted without having been read: " + remedy());
        }
        if (offset > range.end()) {
            throw new TopicMismatchException(place + "offset " + offset + " is next, but the topic ends at "
                    + range.end() + ", so it has lost records: " + remedy());
        }
    }

    private static String remedy() {
        return "go back to the cluster and topic that belong to this queue, or give up what waits in it and name another directory";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
