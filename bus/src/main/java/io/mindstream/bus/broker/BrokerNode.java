package io.mindstream.bus.broker;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's controller and broker as one node. It is {@link KafkaRaftServer} but for one thing: the broker starts only when the controller
 * has taken from it what it led when it was killed.
 *
 * <p>Started with the controller, a broker that was killed believes what the end of the metadata log says, that it
 * leads every partition, for the three seconds until the controller ends the dead one's session. It takes up the
 * transactions that it finds, and when the session ends while it does, {@code getPartitionLeaderEndpoint} finds no
 * leader and the coordinator concludes that the partitions were deleted: it writes that the transaction is complete,
 * and its markers are never written (KAFKA-20734, in 4.2.0 to 4.4.0). Readers of committed records then wait for ever,
 * and the producer's next commit commits what was aborted.
 */
final class BrokerNode {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerNode.class);
    private static final Duration SESSION_END = Duration.ofSeconds(60);

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    BrokerNode(Properties properties) {
        KafkaConfig config = new KafkaConfig(properties);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directory =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, directory._1().clusterId().orElseThrow());
        shared = new SharedServer(
                config,
                directory._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directory._2());
    }

    /** @throws KafkaException when one of the two cannot start, or the controller does not end the session */
    void startup() {
        controller.startup();
        awaitNothingLed();
        broker.startup();
    }

    private void awaitNothingLed() {
        NothingLed nothingLed = new NothingLed();
        try {
            shared.loader().installPublishers(List.of(nothingLed)).get();
            nothingLed.reached().get(SESSION_END.toMillis(), TimeUnit.MILLISECONDS);
            shared.loader().removeAndClosePublisher(nothingLed).get();
        } catch (TimeoutException e) {
            // Without its cause, which says nothing: the root's message is the one shown.
            throw new KafkaException("its controller did not end the session of the killed broker within "
                    + SESSION_END.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while it started", e);
        }
    }

    void shutdown() {
        broker.shutdown();
        controller.shutdown();
    }

    void awaitShutdown() {
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
