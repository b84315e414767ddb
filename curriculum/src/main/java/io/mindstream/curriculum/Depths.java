package io.mindstream.curriculum;

import io.mindstream.samples.Label;
import io.mindstream.samples.Stage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many samples wait in each line, as a sheet that a lease crosses off while it is being planned. Iterates in the order of adding. */
final class Depths {
    private final Map<Stage, Map<Label, SortedMap<Integer, Long>>> waiting = new EnumMap<>(Stage.class);

    void add(Cell cell, long depth) {
        waiting.computeIfAbsent(cell.stage(), stage -> new LinkedHashMap<>())
                .computeIfAbsent(cell.label(), label -> new TreeMap<>())
                .merge(cell.bucket(), depth, Long::sum);
    }

    /** Crosses one sample off. */
    void take(Cell cell) {
        Map<Label, SortedMap<Integer, Long>> labels = waiting.get(cell.stage());
        SortedMap<Integer, Long> buckets = labels.get(cell.label());
        if (buckets.merge(cell.bucket(), -1L, Long::sum) == 0) {
            buckets.remove(cell.bucket());
            if (buckets.isEmpty()) {
                labels.remove(cell.label());
            }
        }
    }

    /** Depth by label and bucket under one stage; only those that hold something. */
    Map<Label, SortedMap<Integer, Long>> under(Stage stage) {
        return waiting.getOrDefault(stage, Map.of());
    }
}
