package io.mindstream.app;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that run together in one process: waits until Ctrl-C, a time limit or the failure of one of them, then closes all, the newest first.
 */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** Longest time that Ctrl-C may take: a last checkpoint, replies under way, commits. */
    private static final Duration CLOSING = Duration.ofSeconds(90);
    /** For the main thread to say how it ended: it never ends by itself while the JVM does. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread owner = Thread.currentThread();
    private final Thread hook = new Thread(this::interrupted, "shutdown");

    Session() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Adds a part that is running.
     *
     * @throws CancellationException when the session is ending already, so that nothing more is started; the part is closed with the others
     */
    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        requireGoingOn(null);
        return part;
    }

    /**
     * @param cause what the caller failed with, or null
     * @throws CancellationException when the session is ending
     */
    void requireGoingOn(Throwable cause) {
        if (cause instanceof CancellationException || !end.isDone()) {
            return;
        }
        Throwable failure = end.handle((done, thrown) -> thrown).join();
        CancellationException stopped = new CancellationException(
                "stopped while starting" + (failure == null ? "" : ": " + OneLineErrors.line(failure)));
        stopped.initCause(cause == null ? failure : cause);
        throw stopped;
    }

    /** Whether Ctrl-C was pressed, or a part has failed: work that knows a good place to stop looks at this. */
    boolean ending() {
        return end.isDone();
    }

    /**
     * Waits for work that takes long and knows of no end; when the session ends meanwhile it is left behind, on a thread that keeps no
     * JVM alive.
     *
     * @throws CancellationException when the session is ending
     */
    <T> T unlessEnding(String name, Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread worker = new Thread(
                () -> {
                    try {
                        done.complete(work.get());
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                name);
        worker.setDaemon(true);
        worker.start();
        CompletableFuture.anyOf(done, end).exceptionally(failure -> null).join();
        requireGoingOn(null);
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
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
     * @return whether the limit was reached
     * @throws Exception what a part failed with
     */
    boolean await(Duration limit) throws Exception {
        try {
            if (limit == null) {
                end.get();
            } else {
                end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
            return false;
        } catch (TimeoutException e) {
            LOG.info("time is up");
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Ctrl-C or SIGTERM: the main thread closes, and the JVM waits for it here. */
    private void interrupted() {
        System.err.println(
                "stopping (may take up to " + CLOSING.toSeconds() + " s; kill -9 is safe: the next start recovers)");
        end.complete(null);
        try {
            if (closed.await(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                owner.join(LAST_WORDS.toMillis());
            } else {
                System.err.println(
                        "mindstream: did not close within " + CLOSING.toSeconds() + " s; the next start recovers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Closes every part, whatever the others do.
     *
     * @throws IOException the first failure, with the later ones suppressed; unchecked ones as they are
     */
    @Override
    public void close() throws IOException {
        Throwable first = null;
        try {
            while (!parts.isEmpty()) {
                AutoCloseable part = parts.pop();
                try {
                    part.close();
                } catch (Throwable e) {
                    LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
                    if (first == null) {
                        first = e;
                    } else if (first != e) {
                        first.addSuppressed(e);
                    }
                }
            }
        } finally {
            closed.countDown();
            unhook();
        }
        if (first instanceof Error error) {
            throw error;
        } else if (first instanceof RuntimeException failure) {
            throw failure;
        } else if (first instanceof IOException failure) {
            throw failure;
        } else if (first != null) {
            throw new IOException(OneLineErrors.line(first), first);
        }
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.trace("the JVM is ending already", e);
        }
    }
}
