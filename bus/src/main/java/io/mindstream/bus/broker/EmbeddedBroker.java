package io.mindstream.bus.broker;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.config.BusSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one) inside this JVM, on 127.0.0.1. Its directory is formatted at the first start
 * and used again after; a start after {@code kill -9} recovers by itself. Nothing but loopback reaches it; it has no authentication.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** Segments that have to fit on the disk before a start is worth it. */
    private static final int MIN_FREE_SEGMENTS = 8;

    private final BrokerDirectory directory;
    private final BrokerNode server;
    private final int port;
    private final String clusterId;
    private boolean closed;

    private EmbeddedBroker(BrokerDirectory directory, BrokerNode server, int port, String clusterId) {
        this.directory = directory;
        this.server = server;
        this.port = port;
        this.clusterId = clusterId;
    }

    /**
     * Starts a broker and waits until it serves.
     *
     * @param directory its own; made if missing
     * @param settings port and segment size
     * @throws BrokerException when the port is busy, or the directory is read-only, full, in use, or somebody else's
     */
    public static EmbeddedBroker start(Path directory, BusSettings settings) {
        return start(directory, settings, Runtime.getRuntime()::halt);
    }

    /**
     * The same in a process that ends in a way of its own.
     *
     * @param halt ends the process with a status, at once, when the broker's directory fails under it
     */
    public static EmbeddedBroker start(Path directory, BusSettings settings, IntConsumer halt) {
        int segmentBytes = settings.segmentMegabytes() * 1024 * 1024;
        return start(directory, settings.port(), segmentBytes, (long) MIN_FREE_SEGMENTS * segmentBytes, halt);
    }

    static EmbeddedBroker start(Path directory, int wantedPort, int segmentBytes, long minFreeBytes, IntConsumer halt) {
        Path path = directory.toAbsolutePath().normalize();
        BrokerDirectory held = BrokerDirectory.open(path, minFreeBytes);
        try {
            int port = requireFree(wantedPort);
            if (!held.isFormatted()) {
                format(path);
            }
            String clusterId = held.meta("cluster.id");
            nameDirectoryOnHalt(path, halt);
            BrokerNode server = boot(path, port, segmentBytes);
            LOG.info("Broker of cluster {} listens on {}:{}, data in {}", clusterId, BrokerConfig.HOST, port, path);
            return new EmbeddedBroker(held, server, port, clusterId);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /**
     * Kafka ends the process when its directory fails under it (disk full, disk gone) or when it cannot go on. It says so in many lines;
     * this is the one that names the directory.
     */
    private static void nameDirectoryOnHalt(Path path, IntConsumer halt) {
        Exit.setHaltProcedure((status, message) -> {
            LOG.error("{}: the broker cannot go on (is the disk full or gone?) and ends the process", path);
            halt.accept(status == 0 ? 1 : status);
        });
    }

    private static BrokerNode boot(Path path, int port, int segmentBytes) {
        Properties properties = BrokerConfig.of(path, port, requireFree(0), segmentBytes);
        BrokerNode server = null;
        try {
            server = new BrokerNode(properties);
            server.startup();
            return server;
        } catch (RuntimeException e) {
            if (server != null) {
                server.shutdown();
            }
            throw new BrokerException(
                    "broker on " + BrokerConfig.HOST + ":" + port + " with data in " + path + ": " + rootMessage(e), e);
        }
    }

    private static void format(Path path) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(print)
                    .setNodeId(BrokerConfig.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(path.toString())
                    .setMetadataLogDirectory(path.toString())
                    .setControllerListenerName(BrokerConfig.CONTROLLER)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .run();
        } catch (Exception e) {
            throw new BrokerException(path + ": cannot be formatted: " + rootMessage(e), e);
        }
        LOG.debug("{}", said.toString(StandardCharsets.UTF_8).strip());
    }

    /** The port itself, or any free one for 0. */
    private static int requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(BrokerConfig.HOST), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException(
                    BrokerConfig.HOST + ":" + port + ": the broker cannot listen there: " + e.getMessage(), e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return BrokerConfig.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Of the data in the directory; the same at each start. */
    public String clusterId() {
        return clusterId;
    }

    /** For the clients of this process: no prefix, one replica. */
    public ClusterProperties cluster() {
        return new ClusterProperties(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap()), "", (short) 1, false);
    }

    /** Waits until another thread or the operating system stops the broker. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    /** Stops in order: all data is flushed, the next start needs no recovery. Close clients first. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            directory.close();
        }
    }
}
