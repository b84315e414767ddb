package io.mindstream.bus;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trims topics behind their consumers, again and again. A cluster that is away is tried again the next time. */
public final class TopicTrimmer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTrimmer.class);

    private final TopicAdmin admin;
    private final Map<Topic<?>, Collection<String>> consumers;
    private final ScheduledExecutorService timer;

    /**
     * @param admin of the caller, who closes it after the trimmer
     * @param consumers each topic and the groups that all have to have consumed a record before it goes; names on the cluster
     */
    public TopicTrimmer(TopicAdmin admin, Map<Topic<?>, Collection<String>> consumers, Duration every) {
        this.admin = admin;
        this.consumers = Map.copyOf(consumers);
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "topic-trimmer");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::trimAll, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void trimAll() {
        consumers.forEach((topic, groups) -> {
            try {
                admin.trimConsumed(topic, groups);
            } catch (RuntimeException e) {
                if (!timer.isShutdown()) {
                    LOG.warn("Not trimmed now: {}", e.getMessage());
                }
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
