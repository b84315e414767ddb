package io.mindstream.serve.swap;

import io.mindstream.serve.engine.ReplyModel;
import io.mindstream.serve.engine.ServedModels;
import io.mindstream.serve.metrics.ServeMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads announced checkpoints beside the one that serves, on a thread of its own, tries each on a canary prompt, and only then puts it in
 * the other's place. The newest goes first, and what it makes old is skipped. One that fails is tried again some times, unless its
 * directory is gone or a newer one comes; meanwhile the old one serves. Only while none serves at all are older ones tried, too.
 */
public final class CheckpointSwap implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSwap.class);
    private static final int REMEMBERED = 64;
    private static final int TRIES = 4;

    private final ModelLoader loader;
    private final ServedModels models;
    private final ServeMeters meters;
    private final Duration pause;
    private final Thread thread = new Thread(this::run, "serve-loader");

    /** Guarded by this object's lock, as is what follows: newest last. */
    private final Deque<Checkpoint> announced = new ArrayDeque<>();

    private boolean closed;

    /** @param pause between two tries of the same checkpoint; grows by half each time */
    public CheckpointSwap(ModelLoader loader, ServedModels models, ServeMeters meters, Duration pause) {
        this.loader = loader;
        this.models = models;
        this.meters = meters;
        this.pause = pause;
        thread.setDaemon(true);
        thread.start();
    }

    /** A checkpoint is there; it counts as newer than all before. Returns at once. */
    public synchronized void announce(Checkpoint checkpoint) {
        announced.remove(checkpoint);
        announced.addLast(checkpoint);
        if (announced.size() > REMEMBERED) {
            announced.removeFirst();
        }
        notifyAll();
    }

    /**
     * Loads a checkpoint now, on the caller's thread, and serves it.
     *
     * @throws IOException naming the file that cannot be read
     * @throws RuntimeException saying what is wrong with it
     */
    public void serve(Checkpoint checkpoint) throws IOException {
        long start = System.nanoTime();
        ReplyModel model = loader.load(checkpoint);
        try {
            model.check();
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
        synchronized (this) {
            if (closed) {
                model.close();
                return;
            }
            models.replace(model);
        }
        meters.swap("loaded");
        meters.checkpoint(checkpoint.step());
        LOG.info("Serving checkpoint {}, loaded in {} ms", checkpoint.name(), (System.nanoTime() - start) / 1_000_000);
    }

    private void run() {
        try {
            for (Checkpoint next = next(); next != null; next = next()) {
                attempt(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Checkpoint next() throws InterruptedException {
        while (!closed && announced.isEmpty()) {
            wait();
        }
        return closed ? null : announced.peekLast();
    }

    private void attempt(Checkpoint checkpoint) throws InterruptedException {
        Duration rest = pause;
        for (int tries = 1; ; tries++) {
            try {
                serve(checkpoint);
                settle(checkpoint, true);
                return;
            } catch (IOException | RuntimeException | Error e) {
                boolean gone = isGone(checkpoint);
                meters.swap(gone ? "removed" : "failed");
                String why = gone ? "its directory is gone" : reason(e);
                LOG.warn("Checkpoint {} at {} is not served: {}", checkpoint.name(), checkpoint.uri(), why);
                LOG.debug("Checkpoint {}", checkpoint.name(), e);
                if (gone || tries == TRIES || !waitForAnother(checkpoint, rest)) {
                    settle(checkpoint, false);
                    return;
                }
                rest = rest.multipliedBy(3).dividedBy(2);
            }
        }
    }

    /** Forgets a checkpoint that was tried, and what is older: all of it, unless nothing serves yet. */
    private synchronized void settle(Checkpoint tried, boolean loaded) {
        boolean keepOlder = !loaded && models.currentName().isEmpty();
        if (!announced.contains(tried)) {
            return;
        }
        while (!keepOlder && !announced.peekFirst().equals(tried)) {
            announced.removeFirst();
        }
        announced.remove(tried);
    }

    /** Waits for the next try; false when there is something newer to do instead. */
    private synchronized boolean waitForAnother(Checkpoint tried, Duration rest) throws InterruptedException {
        long end = System.nanoTime() + rest.toNanos();
        while (!closed && tried.equals(announced.peekLast())) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return true;
            }
            wait(left);
        }
        return false;
    }

    private static boolean isGone(Checkpoint checkpoint) {
        return "file".equals(checkpoint.uri().getScheme()) && !Files.isDirectory(checkpoint.directory());
    }

    private static String reason(Throwable e) {
        String message = e.getMessage() == null
                ? ""
                : ": " + e.getMessage().lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + message;
    }

    /** Stops after the load under way; waits for it, some seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
