package io.mindstream.streams;

import io.mindstream.bus.BusException;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes, every few seconds, what the topologies have consumed and committed from the topics that only they read. */
final class ConsumedTopicsTrimmer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumedTopicsTrimmer.class);

    private final TopicAdmin admin;
    private final List<Topic<?>> topics;
    private final String group;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trim-consumed");
        thread.setDaemon(true);
        return thread;
    });
    private boolean failing;

    /**
     * @param group whose committed offsets count, prefix included
     */
    ConsumedTopicsTrimmer(TopicAdmin admin, List<Topic<?>> topics, String group) {
        this.admin = admin;
        this.topics = List.copyOf(topics);
        this.group = group;
    }

    void start(Duration every) {
        executor.scheduleWithFixedDelay(this::trim, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void trim() {
        try {
            for (Topic<?> topic : topics) {
                admin.trimConsumed(topic, List.of(group));
            }
            if (failing) {
                LOG.info("Consumed records are trimmed again");
            }
            failing = false;
        } catch (BusException e) {
            // Tried again: what is not trimmed now is trimmed then. One line, however long the cluster is away.
            if (!failing) {
                LOG.warn("Consumed records are not trimmed for now: {}", e.getMessage());
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
