package io.mindstream.serve.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** What the server counts of its own work; Prometheus shows it as {@code mindstream_serve_...}. May be used by several threads. */
public final class ServeMeters {
    private final MeterRegistry registry;
    private final Timer firstToken;
    private final Timer reply;
    private final Counter promptTokens;
    private final Counter completionTokens;
    private final AtomicLong checkpointStep = new AtomicLong(-1);
    private final Map<String, AtomicInteger> sockets = new ConcurrentHashMap<>();

    public ServeMeters(MeterRegistry registry) {
        this.registry = registry;
        firstToken = timer("mindstream.serve.first.token", "From a request to its reply's first token");
        reply = timer("mindstream.serve.reply", "From a request to its reply's end");
        promptTokens = tokens("prompt");
        completionTokens = tokens("completion");
        Gauge.builder("mindstream.serve.checkpoint.step", checkpointStep, AtomicLong::get)
                .description("Optimiser step of the checkpoint that serves, -1 before the first")
                .register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).register(registry);
    }

    private Counter tokens(String kind) {
        return Counter.builder("mindstream.serve.tokens")
                .description("Tokens read and made")
                .tag("kind", kind)
                .register(registry);
    }

    /** @param waiting asked at each scrape */
    public void waiting(IntSupplier waiting) {
        Gauge.builder("mindstream.serve.waiting", waiting, IntSupplier::getAsInt)
                .description("Requests that wait for their turn")
                .strongReference(true)
                .register(registry);
    }

    public void firstToken(long nanos) {
        firstToken.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A reply that was made, to its end or until it was aborted. */
    public void replied(int prompt, int completion, long nanos) {
        promptTokens.increment(prompt);
        completionTokens.increment(completion);
        reply.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param outcome finish reason of a reply, or code of the error; one of a fixed set */
    public void ended(String outcome) {
        registry.counter("mindstream.serve.requests", "outcome", outcome).increment();
    }

    /** @param outcome {@code loaded}, {@code failed} or {@code removed} */
    public void swap(String outcome) {
        registry.counter("mindstream.serve.swaps", "outcome", outcome).increment();
    }

    /** @param step of the checkpoint that serves from now on */
    public void checkpoint(long step) {
        checkpointStep.set(step);
    }

    public void socketOpened(String path) {
        sockets(path).incrementAndGet();
    }

    public void socketClosed(String path) {
        sockets(path).decrementAndGet();
    }

    private AtomicInteger sockets(String path) {
        return sockets.computeIfAbsent(path, key -> {
            AtomicInteger open = new AtomicInteger();
            Gauge.builder("mindstream.serve.sockets", open, AtomicInteger::get)
                    .description("WebSockets that are open")
                    .tag("path", key)
                    .register(registry);
            return open;
        });
    }
}
