package io.mindstream.bus;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Which cluster, and how every client of it is set up. From {@code --bootstrap host:port}, or from a file of Kafka client properties
 * (SASL, TLS and all else) that may hold three keys of our own: {@code topic.prefix}, {@code replication.factor} and
 * {@code topics.precreated}.
 *
 * @param client Kafka client properties that all clients share, {@code bootstrap.servers} among them
 * @param topicPrefix before the names of topics, groups and applications; may be empty
 * @param replicationFactor of topics that we create; -1 for the cluster's default
 * @param topicsPrecreated whether all topics exist and none is to be created
 */
public record ClusterProperties(
        Map<String, String> client, String topicPrefix, short replicationFactor, boolean topicsPrecreated) {
    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String REPLICATION_FACTOR = "replication.factor";
    public static final String TOPICS_PRECREATED = "topics.precreated";

    private static final Pattern ADDRESSES = Pattern.compile("[^\\s,]+:\\d{1,5}(,[^\\s,]+:\\d{1,5})*");
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost):\\d+");

    /** Longest wait of a send for a cluster that it knows nothing of. */
    private static final int MAX_BLOCK_MILLIS = 10_000;

    /** A batch of some samples of 20 KB; Kafka's default is below one. */
    private static final int BATCH = 256 * 1024;

    public ClusterProperties {
        client = Map.copyOf(client);
    }

    /**
     * @param addresses {@code host:port}, several separated by commas
     * @throws IllegalArgumentException when they are none
     */
    public static ClusterProperties ofBootstrap(String addresses) {
        requireAddresses("bootstrap", addresses);
        return new ClusterProperties(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, addresses), "", (short) -1, false);
    }

    /**
     * @param file in the format of {@link Properties}
     * @throws IllegalArgumentException naming the file and the key
     */
    public static ClusterProperties ofFile(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": cannot be read as properties: " + e.getMessage(), e);
        }
        Map<String, String> client = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> client.put(key, properties.getProperty(key).strip()));
        String prefix = client.getOrDefault(TOPIC_PREFIX, "");
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(file + ": " + TOPIC_PREFIX + ": '" + prefix
                    + "' holds more than letters, digits, dots, underscores and hyphens");
        }
        short replication = replication(file, client.get(REPLICATION_FACTOR));
        String precreated = client.getOrDefault(TOPICS_PRECREATED, "false");
        if (!precreated.equals("true") && !precreated.equals("false")) {
            throw new IllegalArgumentException(
                    file + ": " + TOPICS_PRECREATED + ": '" + precreated + "' is neither true nor false");
        }
        client.keySet().removeAll(java.util.Set.of(TOPIC_PREFIX, REPLICATION_FACTOR, TOPICS_PRECREATED));
        String addresses = client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        if (addresses == null) {
            throw new IllegalArgumentException(
                    file + ": " + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG + ": missing");
        }
        requireAddresses(file + ": " + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, addresses);
        return new ClusterProperties(client, prefix, replication, precreated.equals("true"));
    }

    /** The addresses given. */
    public String bootstrap() {
        return client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** A name of a consumer group, application or transaction of ours on this cluster. */
    public String prefixed(String name) {
        return topicPrefix + name;
    }

    /** Of an idempotent producer of string keys and encoded values. */
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> properties = common(clientId);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Retention.MAX_REQUEST);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        return properties;
    }

    /** Of a consumer of string keys and undecoded values that sees committed records only and commits nothing by itself. */
    public Map<String, Object> consumer(String clientId) {
        Map<String, Object> properties = common(clientId);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    /** Of an admin client. */
    public Map<String, Object> admin(String clientId) {
        return common(clientId);
    }

    /**
     * Of a Kafka Streams application: identity, guarantee, sizes. Threads, commit interval, state directory and caches are the caller's.
     *
     * @param application name without prefix
     */
    public Map<String, Object> streams(String application) {
        Map<String, Object> properties = common(application);
        properties.put("application.id", prefixed(application));
        properties.put("processing.guarantee", "exactly_once_v2");
        properties.put("replication.factor", (int) replicationFactor);
        properties.put("producer." + ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Retention.MAX_REQUEST);
        properties.put("producer." + ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        properties.put("topic." + TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Retention.MAX_BATCH));
        return properties;
    }

    private Map<String, Object> common(String clientId) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, prefixed(clientId));
        // A broker that comes back is found within a second.
        properties.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        if (LOOPBACK.matcher(bootstrap()).matches()) {
            // A broker on this machine comes back where it was. By default a client whose only broker is away forgets
            // its topics, and
            // then every send waits for them (seen: 60 s each).
            properties.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        }
        return properties;
    }

    private static short replication(Path file, String text) {
        if (text == null) {
            return -1;
        }
        try {
            short factor = Short.parseShort(text);
            if (factor >= 1) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for all that is no number of replicas.
        }
        throw new IllegalArgumentException(
                file + ": " + REPLICATION_FACTOR + ": '" + text + "' is not a number of at least 1");
    }

    private static void requireAddresses(String field, String addresses) {
        if (!ADDRESSES.matcher(addresses).matches()) {
            throw new IllegalArgumentException(field + ": '" + addresses + "' is not host:port");
        }
    }
}
