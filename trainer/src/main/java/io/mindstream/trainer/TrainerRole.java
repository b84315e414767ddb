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

/** The trainer as a part that starts, runs until it is closed or fails, and stops with a last checkpoint. */
public final class TrainerRole implements AutoCloseable {
    private final BusProducer producer;
    private final TrainingLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * @param run name of the training; goes on from the newest checkpoint of that name
     * @param base what to start from without one
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
        loop = new TrainingLoop(
                settings, run, base, checkpoints, curriculum, new Announcements(producer, topics), Clock.systemUTC());
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
            ended.completeExceptionally(e);
        } finally {
            producer.close();
        }
    }

    /** Ends the step under way, writes a checkpoint and stops. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
