package io.mindstream.serve.http;

import io.mindstream.samples.Metric;
import io.mindstream.serve.chat.ApiError;
import io.mindstream.serve.metrics.MetricHistory;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One client of {@code /v1/metrics}: gets what is kept, then each metric as it comes. For a client that reads slowly the newest wait, as many
 * as the history keeps; the oldest are dropped.
 */
final class MetricsSocket {
    private final ServerWebSocket socket;
    private final Context context;
    private final MetricHistory history;
    private final Runnable onClosed;
    /** Guarded by its own lock: filled by the reader of the topic, emptied on the event loop. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean closed;

    MetricsSocket(ServerWebSocket socket, Context context, MetricHistory history, Runnable onClosed) {
        this.socket = socket;
        this.context = context;
        this.history = history;
        this.onClosed = onClosed;
    }

    void open() {
        Consumer<Metric> listener = this::add;
        socket.drainHandler(v -> flush());
        socket.closeHandler(v -> {
            closed = true;
            history.leave(listener);
            onClosed.run();
        });
        socket.exceptionHandler(e -> SocketErrors.close(socket, e));
        socket.frameHandler(frame -> {
            if (frame.isText() || frame.isBinary()) {
                offer(new JsonObject()
                        .put("type", "error")
                        .put(
                                "error",
                                ApiError.malformed("frame: this socket only tells")
                                        .json())
                        .encode());
            }
        });
        history.follow(listener);
    }

    private void add(Metric metric) {
        offer(json(metric).encode());
    }

    private void offer(String frame) {
        synchronized (waiting) {
            if (waiting.size() >= history.size()) {
                waiting.removeFirst();
            }
            waiting.addLast(frame);
        }
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(v -> flush());
        }
    }

    private void flush() {
        scheduled.set(false);
        while (!closed && !socket.isClosed() && !socket.writeQueueFull()) {
            String frame;
            synchronized (waiting) {
                frame = waiting.pollFirst();
            }
            if (frame == null) {
                return;
            }
            socket.writeTextMessage(frame);
        }
    }

    /** Figures in the order of their names; one that is no number is null, as JSON has no word for it. */
    static JsonObject json(Metric metric) {
        JsonObject values = new JsonObject();
        new TreeMap<>(metric.values())
                .forEach((name, value) -> values.put(name, Double.isFinite(value) ? value : null));
        return new JsonObject()
                .put("run", metric.run())
                .put("step", metric.step())
                .put("at", metric.at())
                .put("values", values);
    }
}
