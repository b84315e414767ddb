package io.mindstream.curriculum;

import io.mindstream.samples.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Leases that were asked for and wait for samples, in order. Confined to the queue's thread. */
final class LeaseRequests {
    private record Request(long token, Set<Stage> stages, int count, long partialAt, CompletableFuture<Lease> lease) {}

    private final QueueStore store;
    private final LongSupplier clock;
    private final long partialAfter;
    private final Queue<Request> waiting = new ArrayDeque<>();

    /** @param partialAfter milliseconds after which fewer samples than asked for will do */
    LeaseRequests(QueueStore store, LongSupplier clock, long partialAfter) {
        this.store = store;
        this.clock = clock;
        this.partialAfter = partialAfter;
    }

    /** @throws QueueException when the token is stale, or the run has not said where it goes on from */
    void add(long token, Set<Stage> stages, int count, CompletableFuture<Lease> lease) {
        store.requireMayLease(token);
        waiting.add(new Request(token, stages, count, clock.getAsLong() + partialAfter, lease));
    }

    /** Hands out what can be handed out now. */
    void serve() {
        while (!waiting.isEmpty()) {
            Request first = waiting.peek();
            if (first.lease().isDone()) {
                // Whoever asked has given up waiting.
                waiting.poll();
                continue;
            }
            int enough = clock.getAsLong() < first.partialAt() ? first.count() : 1;
            if (!store.canLease(first.stages(), enough)) {
                return;
            }
            try {
                Optional<Lease> lease = store.lease(first.token(), first.stages(), first.count());
                if (lease.isEmpty()) {
                    return;
                }
                waiting.poll();
                first.lease().complete(lease.get());
            } catch (RuntimeException e) {
                waiting.remove(first);
                first.lease().completeExceptionally(e);
            }
        }
    }

    /** Fails all. */
    void refuse(QueueException why) {
        List<Request> refused = new ArrayList<>(waiting);
        waiting.clear();
        refused.forEach(request -> request.lease().completeExceptionally(why));
    }
}
