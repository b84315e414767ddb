package io.mindstream.trainer;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.config.TrainerSettings;
import io.mindstream.curriculum.Curriculum;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainer as a part that starts, runs until it is closed or fails, and stops with a last checkpoint. */
public final class TrainerRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerRole.class);
    private static final long CLOSING_SECONDS = 60;

    private final BusProducer producer;
    private final Announcements announcements;
    private final TrainingLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * @param run name of the training; goes on from the newest checkpoint of that name
     * @param base what to start from without one; a {@link BaseModel.Released} must be what the checkpoints were started from
     * @param checkpoints directory of all runs' checkpoints
     * @param curriculum what to train on
     */
    public TrainerRole(
            TrainerSettings settings,
            String run,
            BaseModel base,
            Path checkpoints,
            Curriculum curriculum,
            ClusterProperties cluster,
            Topics topics) {
        producer = new BusProducer(cluster, "trainer");
        announcements = new Announcements(producer, topics);
        loop = new TrainingLoop(settings, run, base, checkpoints, curriculum, announcements, Clock.systemUTC());
        // One thread for as long as the model lives: the native pools belong to it.
        thread = new Thread(this::run, "trainer");
    }

    public TrainerRole start() {
        thread.start();
        return this;
    }

    /** Completes when the trainer has stopped; with the failure that stopped it, if one did. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private void run() {
        try {
            loop.run();
            ended.complete(null);
        } catch (Throwable e) {
            LOG.warn("training stopped", e);
            ended.completeExceptionally(e);
        } finally {
            announcements.close();
            producer.close();
        }
    }

    /**
     * Ends the step under way, writes a checkpoint and stops.
     *
     * @throws IllegalStateException if that takes more than a minute, or the wait is interrupted
     * @throws java.util.concurrent.CompletionException with the failure that ended the training or its last checkpoint, if one did
     */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("trainer: interrupted while it was stopping", e);
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("trainer: did not stop within " + CLOSING_SECONDS + " s");
        }
        ended.getNow(null);
    }
}
