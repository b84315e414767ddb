package io.mindstream.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that run together in one process: waits until Ctrl-C, a time limit or the failure of one of them, then closes all, the newest first.
 */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** Longest time that Ctrl-C may take: a last checkpoint, replies under way, commits. */
    private static final Duration CLOSING = Duration.ofSeconds(90);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "shutdown");

    Session() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Adds a part that is running. */
    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Ends the session with the failure, should there be one. */
    void watch(CompletionStage<Void> ended) {
        ended.whenComplete((done, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    /**
     * Waits.
     *
     * @param limit to stop after, or null for none
     * @throws Exception what a part failed with
     */
    void await(Duration limit) throws Exception {
        try {
            if (limit == null) {
                end.get();
            } else {
                end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            LOG.info("time is up");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Ctrl-C or SIGTERM: the main thread closes, and the JVM waits for it here. */
    private void interrupted() {
        end.complete(null);
        try {
            if (!closed.await(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println(
                        "mindstream: did not close within " + CLOSING.toSeconds() + " s; the next start recovers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.trace("the JVM is ending already", e);
        }
    }
}
