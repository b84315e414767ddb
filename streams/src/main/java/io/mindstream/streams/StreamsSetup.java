package io.mindstream.streams;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.config.BusSettings;
import io.mindstream.config.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set up for the topologies. */
final class StreamsSetup {
    /** Name of the application, and so of its consumer group, without prefix. */
    static final String APPLICATION = "streams";

    /** After which the cluster aborts the transaction of a process that died. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();

    private StreamsSetup() {}

    /**
     * @param stateDirectory of this process alone
     * @param memory of all stores
     */
    static Properties properties(
            ClusterProperties cluster,
            Topics topics,
            BusSettings bus,
            StreamSettings settings,
            Path stateDirectory,
            SharedRocksMemory memory) {
        Properties properties = new Properties();
        properties.putAll(cluster.streams(APPLICATION));
        properties.putAll(common(topics));
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                TRANSACTION_TIMEOUT.toMillis());
        // A process that died is noticed in 6 s; its share goes to another, or to itself when it is back.
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2000);
        properties.put(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG, 5000);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.Setter.class);
        properties.put(SharedRocksMemory.CONFIG, memory);
        // Changelogs and repartition topics are bounded like our own: small segments, compacted soon, no day of
        // tombstones.
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG),
                Integer.toString(bus.segmentMegabytes() << 20));
        properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), Long.toString(TEN_MINUTES));
        properties.put(StreamsConfig.topicPrefix(TopicConfig.DELETE_RETENTION_MS_CONFIG), Long.toString(TEN_MINUTES));
        properties.put(StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG, TEN_MINUTES);
        return properties;
    }

    /** What holds without a cluster too. */
    static Map<String, Object> common(Topics topics) {
        return Map.of(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                0L,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                RejectedRecords.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                RejectedRecords.class,
                RejectedRecords.TOPIC,
                topics.rejected().name());
    }
}
