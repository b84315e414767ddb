package io.mindstream.serve.http;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Work that is short for small requests and must not hold up the event loop for large ones. */
record OffLoop(WorkerExecutor workers) {
    private static final int SMALL = 32 * 1024;

    /** Runs it here, or on a worker when the request is large; the future completes on the caller's context. */
    <T> Future<T> run(int bytes, Callable<T> work) {
        if (bytes > SMALL) {
            return workers.executeBlocking(work, false);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
