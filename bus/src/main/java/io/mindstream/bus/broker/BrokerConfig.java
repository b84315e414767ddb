package io.mindstream.bus.broker;

import io.mindstream.bus.Retention;
import java.nio.file.Path;
import java.util.Properties;

/** Kafka's server properties for one broker that is its own controller, on this machine, for one user. */
final class BrokerConfig {
    static final int NODE = 1;
    static final String HOST = "127.0.0.1";
    static final String CONTROLLER = "CONTROLLER";

    private static final int INTERNAL_SEGMENT = 16 * 1024 * 1024;

    private BrokerConfig() {}

    static Properties of(Path directory, int port, int controllerPort, int segmentBytes) {
        Properties properties = new Properties();
        put(properties, "process.roles", "broker,controller");
        put(properties, "node.id", NODE);
        put(properties, "log.dirs", directory);
        put(
                properties,
                "listeners",
                "BROKER://" + HOST + ":" + port + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        put(properties, "advertised.listeners", "BROKER://" + HOST + ":" + port);
        put(properties, "listener.security.protocol.map", "BROKER:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        put(properties, "inter.broker.listener.name", "BROKER");
        put(properties, "controller.listener.names", CONTROLLER);
        put(properties, "controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);

        put(properties, "default.replication.factor", 1);
        put(properties, "min.insync.replicas", 1);
        put(properties, "offsets.topic.replication.factor", 1);
        put(properties, "transaction.state.log.replication.factor", 1);
        put(properties, "transaction.state.log.min.isr", 1);
        put(properties, "share.coordinator.state.topic.replication.factor", 1);
        put(properties, "share.coordinator.state.topic.min.isr", 1);
        // A handful of clients: the default of 50 partitions each is 300 open files and a second of start-up.
        put(properties, "offsets.topic.num.partitions", 4);
        put(properties, "transaction.state.log.num.partitions", 4);
        put(properties, "auto.create.topics.enable", false);

        // A process that was killed leaves a session behind: the next start has to wait for its end (5 s instead of 14
        // s).
        put(properties, "broker.session.timeout.ms", 3000);
        put(properties, "broker.heartbeat.interval.ms", 500);
        put(properties, "group.initial.rebalance.delay.ms", 0);
        // Readers of committed records wait behind the open transaction of a process that died; the default looks every
        // 10 s.
        put(properties, "transaction.abort.timed.out.transaction.cleanup.interval.ms", 1000);
        put(properties, "controlled.shutdown.enable", true);

        put(properties, "message.max.bytes", Retention.MAX_BATCH);
        put(properties, "log.segment.bytes", segmentBytes);
        put(properties, "offsets.topic.segment.bytes", INTERNAL_SEGMENT);
        put(properties, "transaction.state.log.segment.bytes", INTERNAL_SEGMENT);
        put(properties, "metadata.log.segment.bytes", INTERNAL_SEGMENT);
        // What was trimmed leaves the disk within seconds, not minutes: 150 samples of 20 KB a second are 180 MB a
        // minute.
        put(properties, "log.retention.check.interval.ms", 5000);
        put(properties, "log.segment.delete.delay.ms", 1000);
        put(properties, "log.initial.task.delay.ms", 1000);
        // The default takes 128 MiB of heap.
        put(properties, "log.cleaner.dedupe.buffer.size", 4 * 1024 * 1024);
        put(properties, "log.cleaner.threads", 1);

        put(properties, "num.network.threads", 2);
        put(properties, "num.io.threads", 4);
        put(properties, "num.replica.fetchers", 1);
        put(properties, "background.threads", 2);
        put(properties, "num.recovery.threads.per.data.dir", 2);
        return properties;
    }

    private static void put(Properties properties, String key, Object value) {
        properties.setProperty(key, value.toString());
    }
}
