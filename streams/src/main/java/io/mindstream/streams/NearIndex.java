package io.mindstream.streams;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which samples lie in a band, in memory, and in what order they leave: after a time, or earlier when there are too many.
 */
final class NearIndex {
    private record Entry(String sampleId, long at, List<String> bands) {}

    private final long window;
    private final int capacity;
    private final Map<String, List<String>> byBand = new HashMap<>();
    private final Deque<Entry> byAge = new ArrayDeque<>();

    /**
     * @param window milliseconds a sample stays
     * @param capacity most samples that stay
     */
    NearIndex(long window, int capacity) {
        this.window = window;
        this.capacity = capacity;
    }

    /** Samples come in order of time; one that comes a little late leaves a little late. */
    void add(String sampleId, long at, List<String> bands) {
        byAge.add(new Entry(sampleId, at, bands));
        bands.forEach(band ->
                byBand.computeIfAbsent(band, ignored -> new ArrayList<>(1)).add(sampleId));
    }

    /** Samples that share a band with these, the oldest first within a band. */
    Set<String> sharing(List<String> bands) {
        Set<String> found = new LinkedHashSet<>();
        bands.forEach(band -> found.addAll(byBand.getOrDefault(band, List.of())));
        return found;
    }

    /** Lets those go that are too old at this time, and the oldest of those that are too many. */
    void evict(long now, Consumer<String> gone) {
        while (!byAge.isEmpty() && (byAge.size() > capacity || byAge.peek().at() < now - window)) {
            Entry oldest = byAge.remove();
            oldest.bands()
                    .forEach(band -> byBand.computeIfPresent(band, (key, samples) -> {
                        samples.remove(oldest.sampleId());
                        return samples.isEmpty() ? null : samples;
                    }));
            gone.accept(oldest.sampleId());
        }
    }

    int size() {
        return byAge.size();
    }
}
