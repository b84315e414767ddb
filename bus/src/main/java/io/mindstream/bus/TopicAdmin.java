package io.mindstream.bus;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates, checks and trims the topics of the catalogue. Errors are {@link BusException}s that name the topic or the cluster. */
public final class TopicAdmin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClusterProperties cluster;
    private final Admin admin;

    /**
     * @throws BusException naming the cluster, when its properties are such that there can be no client; it need not answer
     */
    public TopicAdmin(ClusterProperties cluster) {
        this.cluster = cluster;
        try {
            admin = Admin.create(cluster.admin("topics"));
        } catch (KafkaException e) {
            throw BusException.of("cluster " + cluster.bootstrap(), e);
        }
    }

    /**
     * Creates what is missing and checks what is there: number of partitions, cleanup policy, largest message.
     *
     * @throws BusException naming the topic and what is wrong with it, or the missing topics where none may be created
     */
    public void ensure(Collection<Topic<?>> topics) {
        Map<String, TopicDescription> found = describe(topics);
        List<Topic<?>> missing = topics.stream()
                .filter(topic -> !found.containsKey(topic.name()))
                .collect(Collectors.toList());
        if (!missing.isEmpty()) {
            create(missing);
        }
        List<Topic<?>> existing =
                topics.stream().filter(topic -> found.containsKey(topic.name())).collect(Collectors.toList());
        existing.forEach(topic -> requirePartitions(topic, found.get(topic.name())));
        requireConfigs(existing);
    }

    /** Identity of the cluster: a reader that stores offsets stores it beside them. */
    public String clusterId() {
        return await("cluster " + cluster.bootstrap(), admin.describeCluster().clusterId());
    }

    /** Identity of the topic; a topic that was deleted and made again has another. */
    public String topicId(Topic<?> topic) {
        return describeOne(topic).topicId().toString();
    }

    /** As it is on the cluster, by partition: where the oldest record that is left stands. */
    public Map<Integer, Long> beginOffsets(Topic<?> topic) {
        return offsets(topic, OffsetSpec.earliest());
    }

    /** By partition: where the next record will stand. */
    public Map<Integer, Long> endOffsets(Topic<?> topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    /**
     * Deletes the records before the given offsets; offsets at or below what was trimmed already change nothing.
     *
     * @param before by partition: the first offset that stays
     */
    public void trim(Topic<?> topic, Map<Integer, Long> before) {
        if (topic.retention().cleanup() != Retention.Cleanup.TRIM) {
            throw new IllegalArgumentException("topic " + topic.name() + " is not one that is trimmed");
        }
        Map<Integer, Long> begin = beginOffsets(topic);
        Map<TopicPartition, RecordsToDelete> delete = new HashMap<>();
        before.forEach((partition, offset) -> {
            if (offset > begin.getOrDefault(partition, Long.MAX_VALUE)) {
                delete.put(new TopicPartition(topic.name(), partition), RecordsToDelete.beforeOffset(offset));
            }
        });
        if (!delete.isEmpty()) {
            await(
                    "topic " + topic.name() + ": trimming",
                    admin.deleteRecords(delete).all());
        }
    }

    /**
     * Deletes what every one of the groups has consumed: records before the least of their committed offsets. A partition for which a
     * group has committed nothing is left alone.
     *
     * @param groups names on the cluster, prefix included
     */
    public void trimConsumed(Topic<?> topic, Collection<String> groups) {
        Map<Integer, Long> before = null;
        for (String group : groups) {
            Map<Integer, Long> committed = committed(topic, group);
            if (before == null) {
                before = new TreeMap<>(committed);
            } else {
                before.keySet().retainAll(committed.keySet());
                before.replaceAll((partition, offset) -> Math.min(offset, committed.get(partition)));
            }
        }
        if (before != null && !before.isEmpty()) {
            trim(topic, before);
        }
    }

    /** By partition: the offset that a group goes on from. Partitions it has committed nothing for are absent. */
    public Map<Integer, Long> committed(Topic<?> topic, String group) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                await("group " + group, admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<Integer, Long> offsets = new TreeMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(topic.name())) {
                offsets.put(partition.partition(), offset.offset());
            }
        });
        return offsets;
    }

    private Map<Integer, Long> offsets(Topic<?> topic, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        describeOne(topic)
                .partitions()
                .forEach(info -> wanted.put(new TopicPartition(topic.name(), info.partition()), spec));
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found = await(
                "topic " + topic.name() + ": offsets", admin.listOffsets(wanted).all());
        Map<Integer, Long> offsets = new TreeMap<>();
        found.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
        return offsets;
    }

    private TopicDescription describeOne(Topic<?> topic) {
        return Optional.ofNullable(describe(Set.of(topic)).get(topic.name()))
                .orElseThrow(() -> new BusException(
                        "topic " + topic.name() + ": does not exist on cluster " + cluster.bootstrap()));
    }

    private Map<String, TopicDescription> describe(Collection<Topic<?>> topics) {
        Map<String, TopicDescription> found = new HashMap<>();
        List<String> names = topics.stream().map(Topic::name).collect(Collectors.toList());
        admin.describeTopics(names).topicNameValues().forEach((name, future) -> {
            try {
                found.put(name, await("topic " + name, future));
            } catch (BusException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
        return found;
    }

    private void create(List<Topic<?>> missing) {
        String names = missing.stream().map(Topic::name).collect(Collectors.joining(", "));
        if (cluster.topicsPrecreated()) {
            throw new BusException("topics " + names + ": do not exist on cluster " + cluster.bootstrap() + ", and "
                    + ClusterProperties.TOPICS_PRECREATED + " says that none is to be created");
        }
        List<NewTopic> wanted = missing.stream()
                .map(topic -> new NewTopic(
                                topic.name(),
                                Optional.of(topic.partitions()),
                                cluster.replicationFactor() < 0
                                        ? Optional.empty()
                                        : Optional.of(cluster.replicationFactor()))
                        .configs(topic.retention().configs()))
                .collect(Collectors.toList());
        admin.createTopics(wanted).values().forEach((name, future) -> {
            try {
                await("topic " + name + ": creation", future);
            } catch (BusException e) {
                // Another process of ours that starts at the same time was first.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
        awaitLeaders(missing);
        LOG.info("Created topics {}", names);
    }

    /**
     * Creation is acknowledged before the brokers know of it, and they know of it before they lead: waits for both, so that the first
     * reader or writer does not find the topic missing.
     */
    private void awaitLeaders(List<Topic<?>> created) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (describe(created).size() < created.size()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new BusException("topics "
                        + created.stream().map(Topic::name).collect(Collectors.joining(", "))
                        + ": created, but not to be seen on cluster " + cluster.bootstrap());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (Topic<?> topic : created) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        await("new topics", admin.listOffsets(wanted).all());
    }

    private void requirePartitions(Topic<?> topic, TopicDescription found) {
        int partitions = found.partitions().size();
        if (partitions != topic.partitions()) {
            throw new BusException("topic " + topic.name() + ": has " + partitions + " partitions where "
                    + topic.partitions() + " are expected (bus.partitions)");
        }
    }

    private void requireConfigs(List<Topic<?>> existing) {
        Map<String, Topic<?>> byName = new HashMap<>();
        existing.forEach(topic -> byName.put(topic.name(), topic));
        Set<ConfigResource> resources = new HashSet<>();
        byName.keySet().forEach(name -> resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
        admin.describeConfigs(resources).values().forEach((resource, future) -> {
            Topic<?> topic = byName.get(resource.name());
            try {
                requireConfig(topic, await("topic " + resource.name() + ": configuration", future));
            } catch (BusException e) {
                // Who only may read and write a topic need not see how it is set up.
                if (!(e.getCause() instanceof TopicAuthorizationException)) {
                    throw e;
                }
                LOG.warn("Topic {}: its configuration cannot be seen, so it is not checked", topic.name());
            }
        });
    }

    private static void requireConfig(Topic<?> topic, Config config) {
        String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
        if (!topic.retention().policy().equals(policy)) {
            throw new BusException("topic " + topic.name() + ": " + TopicConfig.CLEANUP_POLICY_CONFIG + " is " + policy
                    + " where " + topic.retention().policy() + " is needed");
        }
        String largest = value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (Integer.parseInt(largest) < Retention.MAX_BATCH) {
            throw new BusException("topic " + topic.name() + ": " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG + " is "
                    + largest + " where at least " + Retention.MAX_BATCH + " is needed");
        }
    }

    private static String value(Config config, String key) {
        ConfigEntry entry = config.get(key);
        return entry == null ? "" : entry.value();
    }

    private <T> T await(String what, KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BusException(what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new BusException(
                    what + ": no answer from " + cluster.bootstrap() + " in " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException(what + ": interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
