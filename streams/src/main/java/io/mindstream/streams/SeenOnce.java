package io.mindstream.streams;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Which names came up within the last window, by the time of the records. Older ones leave the disk by whole segments, so the store is
 * bounded by rate times window.
 */
final class SeenOnce {
    private static final byte[] PRESENT = {1};

    private final WindowStore<String, byte[]> store;
    private final long window;

    SeenOnce(WindowStore<String, byte[]> store, Duration window) {
        this.store = store;
        this.window = window.toMillis();
    }

    /** The store under it, with a changelog. */
    static StoreBuilder<WindowStore<String, byte[]>> store(String name, Duration window) {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(name, window, window, false), Serdes.String(), Serdes.ByteArray());
    }

    boolean contains(String name, long at) {
        try (WindowStoreIterator<byte[]> found = store.fetch(name, Math.max(0, at - window), Long.MAX_VALUE)) {
            return found.hasNext();
        }
    }

    /** @return whether the name was not there */
    boolean add(String name, long at) {
        if (contains(name, at)) {
            return false;
        }
        store.put(name, PRESENT, at);
        return true;
    }
}
