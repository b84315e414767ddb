package io.mindstream.streams;

import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.TopicTrimmer;
import io.mindstream.bus.Topics;
import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.scorers.Curator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code stream} role: all topologies in this process. Several processes with the same cluster and topic prefix share the work; each
 * has its own data directory.
 *
 * <p>A broker that goes away is waited for, and work goes on when it is back. A stream thread that dies is replaced,
 * unless it was the disk that failed it.
 */
public final class StreamRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRole.class);
    private static final Duration CLOSE = Duration.ofSeconds(15);
    private static final Duration TRIM = Duration.ofSeconds(5);

    private final Topics topics;
    private final TopicAdmin admin;
    private final SharedRocksMemory memory;
    private final KafkaStreams streams;
    private final String group;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private TopicTrimmer trimmer;
    private boolean closed;

    /**
     * Builds and starts nothing yet.
     *
     * @param catalog the profile's sources
     * @param curator the profile's rules and label trees
     * @param dataDirectory of this process; stores go into its folder {@code streams}
     * @throws BusException naming the cluster and the directory, when one of them cannot be used
     */
    public StreamRole(
            ClusterProperties cluster, Profile profile, Catalog catalog, Curator curator, Path dataDirectory) {
        topics = Topics.of(profile.bus(), cluster.topicPrefix());
        memory = new SharedRocksMemory(profile.stream().storeMegabytes());
        Path stateDirectory = dataDirectory.resolve("streams").toAbsolutePath();
        try {
            streams = new KafkaStreams(
                    new Topologies(topics, profile, catalog, curator).build(),
                    StreamsSetup.properties(cluster, topics, profile.bus(), profile.stream(), stateDirectory, memory));
        } catch (KafkaException e) {
            memory.close();
            throw new BusException(
                    "streams on cluster " + cluster.bootstrap() + " with stores in " + stateDirectory + ": "
                            + e.getMessage(),
                    e);
        }
        ThreadReplacement replacement = new ThreadReplacement(System::currentTimeMillis);
        streams.setUncaughtExceptionHandler(replacement);
        streams.setStateListener((now, before) -> {
            LOG.debug("Streams: {} after {}", now, before);
            if (now == KafkaStreams.State.ERROR) {
                ended.completeExceptionally(new BusException(replacement
                        .fatal()
                        .map(reason -> "streams with stores in " + stateDirectory + ": " + reason)
                        .orElse("streams on cluster " + cluster.bootstrap() + ": stopped for good; the log says why")));
            }
        });
        admin = new TopicAdmin(cluster);
        group = cluster.prefixed(StreamsSetup.APPLICATION);
    }

    /**
     * Makes sure of the topics and starts; returns before work begins, see {@link #ready()}.
     *
     * @throws BusException naming the topic or cluster that is not as it must be
     */
    public synchronized void start() {
        admin.ensure(topics.all());
        streams.start();
        trimmer = new TopicTrimmer(admin, consumed(), TRIM);
    }

    /** What only the topologies read. Every process trims them; that somebody else was first changes nothing. */
    private Map<Topic<?>, Collection<String>> consumed() {
        Map<Topic<?>, Collection<String>> consumed = new HashMap<>();
        for (Topic<?> topic :
                List.of(topics.requests(), topics.requestEnds(), topics.candidates(), topics.outcomes())) {
            consumed.put(topic, List.of(group));
        }
        return consumed;
    }

    /** Whether this process has its share of the work, stores restored, and does it. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether it will never be ready again. */
    public boolean failed() {
        return streams.state() == KafkaStreams.State.ERROR;
    }

    /** Completes when the role was closed; at once and with a {@link BusException} when it will never be ready again. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Commits, leaves the group so that others take over at once, and closes the stores. Waits up to 15 seconds. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (trimmer != null) {
            trimmer.close();
        }
        boolean clean = streams.close(
                CloseOptions.timeout(CLOSE).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        admin.close();
        ended.complete(null);
        if (clean) {
            memory.close();
        } else {
            // Threads that still run would crash the process if their memory went away under them.
            LOG.warn("The topologies did not stop within {} s; the next start repairs their stores", CLOSE.toSeconds());
        }
    }
}
