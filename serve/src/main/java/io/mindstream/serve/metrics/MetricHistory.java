package io.mindstream.serve.metrics;

import io.mindstream.samples.Metric;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** The newest metrics, for those who come later, and who wants to hear of more. May be used by several threads. */
public final class MetricHistory {
    private final int size;
    private final Deque<Metric> newest = new ArrayDeque<>();
    private final Set<Consumer<Metric>> listeners = new CopyOnWriteArraySet<>();

    /** @param size how many are kept */
    public MetricHistory(int size) {
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** Keeps it, forgets the oldest, tells the listeners. */
    public synchronized void add(Metric metric) {
        if (newest.size() == size) {
            newest.removeFirst();
        }
        newest.addLast(metric);
        listeners.forEach(listener -> listener.accept(metric));
    }

    /**
     * Tells a listener what is kept, oldest first, and then all that comes; nothing is missed or told twice.
     *
     * @param listener called on the threads that add, and first on this one; must return at once
     */
    public synchronized void follow(Consumer<Metric> listener) {
        newest.forEach(listener);
        listeners.add(listener);
    }

    public void leave(Consumer<Metric> listener) {
        listeners.remove(listener);
    }
}
