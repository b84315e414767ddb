package io.mindstream.trainer;

import io.mindstream.bus.Topics;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.TopicWriter;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Rejection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the trainer writes to topics itself; outcomes go through the queue's outbox. Nothing here blocks the caller: a thread of its own
 * sends, since a send can wait ten seconds for a broker that is away. Such a broker costs metrics, never training: of the announcements
 * that wait the newest counts, the next checkpoint announces itself, and so does the newest at every start.
 */
final class Announcements implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int METRICS = 256;
    /** Each may hold its sample, some 20 KB. */
    private static final int REJECTIONS = 1024;

    private static final Duration CLOSING = Duration.ofSeconds(4);

    private final TopicWriter<Metric> metrics;
    private final TopicWriter<Rejection> rejected;
    private final TopicWriter<CheckpointEvent> checkpoints;
    private final Duration patience;
    private final Thread thread = new Thread(this::run, "announcements");

    private final Deque<Metric> waitingMetrics = new ArrayDeque<>();
    private final Deque<Rejection> waitingRejections = new ArrayDeque<>();
    private CheckpointEvent waitingCheckpoint;
    private OptionalLong announced = OptionalLong.empty();
    private boolean closing;
    private boolean abandoned;

    Announcements(BusProducer producer, Topics topics) {
        this(
                producer.writer(topics.metrics()),
                producer.writer(topics.rejected()),
                producer.writer(topics.checkpoints()),
                CLOSING);
    }

    /**
     * @param patience longest time that {@link #close} takes
     */
    Announcements(
            TopicWriter<Metric> metrics,
            TopicWriter<Rejection> rejected,
            TopicWriter<CheckpointEvent> checkpoints,
            Duration patience) {
        this.metrics = metrics;
        this.rejected = rejected;
        this.checkpoints = checkpoints;
        this.patience = patience;
        thread.setDaemon(true);
        thread.start();
    }

    /** Dropped when many wait already. */
    synchronized void metric(Metric metric) {
        if (waitingMetrics.size() < METRICS) {
            waitingMetrics.add(metric);
            notifyAll();
        }
    }

    /** Dropped, and logged, when very many wait already. */
    synchronized void rejected(Rejection rejection) {
        if (waitingRejections.size() < REJECTIONS) {
            waitingRejections.add(rejection);
            notifyAll();
        } else {
            LOG.warn("rejection of {} is not published, too many wait: {}", rejection.id(), rejection.detail());
        }
    }

    /** Takes the place of an older one that still waits. */
    synchronized void checkpoint(CheckpointEvent event) {
        waitingCheckpoint = event;
        notifyAll();
    }

    /** The step of the newest checkpoint that the brokers have acknowledged the announcement of. */
    synchronized OptionalLong announced() {
        return announced;
    }

    private void run() {
        for (Runnable send = next(); send != null; send = next()) {
            send.run();
        }
    }

    /** Waits for something to send; null when there will be nothing more. */
    private synchronized Runnable next() {
        while (!abandoned) {
            if (waitingCheckpoint != null) {
                CheckpointEvent event = waitingCheckpoint;
                waitingCheckpoint = null;
                return () -> logged(checkpoints.send(event.name(), event)).thenRun(() -> acknowledged(event.step()));
            }
            if (!waitingRejections.isEmpty()) {
                Rejection rejection = waitingRejections.poll();
                return () -> logged(rejected.send(rejection.id(), rejection));
            }
            if (!waitingMetrics.isEmpty()) {
                Metric metric = waitingMetrics.poll();
                return () -> logged(metrics.send(metric.run(), metric));
            }
            if (closing) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody but close() interrupts, and says so first.
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    private synchronized void acknowledged(long step) {
        announced = OptionalLong.of(Math.max(step, announced.orElse(step)));
    }

    private static <T> CompletableFuture<T> logged(CompletableFuture<T> sent) {
        return sent.whenComplete((metadata, failure) -> {
            if (failure != null) {
                LOG.warn("{}", failure.getMessage());
            }
        });
    }

    /** Hands what waits to the producer, for four seconds at most. To be called before the producer is closed. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            abandon();
        }
    }

    private synchronized void abandon() {
        abandoned = true;
        LOG.warn(
                "not published: {} metrics, {} rejections, {} checkpoint announcements",
                waitingMetrics.size(),
                waitingRejections.size(),
                waitingCheckpoint == null ? 0 : 1);
        thread.interrupt();
    }
}
