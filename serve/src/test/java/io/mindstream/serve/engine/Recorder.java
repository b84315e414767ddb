package io.mindstream.serve.engine;

import io.mindstream.serve.chat.ApiError;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Keeps what a listener hears, and fails when it hears of an end twice. */
final class Recorder implements ReplyListener {
    final CompletableFuture<ReplyEnd> end = new CompletableFuture<>();
    final StringBuffer text = new StringBuffer();
    final List<SpokenToken> tokens = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> started = new CompletableFuture<>();
    /** {@link System#nanoTime()} of the end, once there is one. */
    volatile long endedAt;

    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient ApiError error;

        Failed(ApiError error) {
            super(error.message());
            this.error = error;
        }
    }

    ReplyEnd await() {
        return end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    String awaitStarted() {
        return started.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void started(String model) {
        started.complete(model);
    }

    @Override
    public void text(String more, List<SpokenToken> spoken) {
        text.append(more);
        tokens.addAll(spoken);
    }

    @Override
    public void done(ReplyEnd reply) {
        endedAt = System.nanoTime();
        if (!end.complete(reply)) {
            throw new IllegalStateException("ended twice");
        }
    }

    @Override
    public void failed(ApiError error) {
        if (!end.completeExceptionally(new Failed(error))) {
            throw new IllegalStateException("ended twice");
        }
    }
}
