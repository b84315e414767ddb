package io.mindstream.streams;

import io.mindstream.samples.LabelStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which capabilities the model hardly ever fails at, domain by domain. A turn about them teaches nothing more, so they are no company for
 * other questions; they are still asked when a request names them, and are no longer mastered when the model then fails too often.
 *
 * <p>Not thread-safe.
 */
final class Mastery {
    /** Rate of right answers from which on a capability is mastered. */
    static final double ACCURACY = 0.9;

    /** Turns that have to be known of it. */
    static final long TURNS = 100;

    private final Map<String, SortedSet<String>> mastered = new HashMap<>();

    /** Takes what is known of a label now. */
    void learn(LabelStats stats) {
        SortedSet<String> capabilities = mastered.computeIfAbsent(stats.label().domain(), domain -> new TreeSet<>());
        if (stats.turns() >= TURNS && stats.accuracy() >= ACCURACY) {
            capabilities.add(stats.label().capability());
        } else {
            capabilities.remove(stats.label().capability());
        }
    }

    /** The mastered capabilities of a domain, in order. */
    List<String> in(String domain) {
        return List.copyOf(mastered.getOrDefault(domain, new TreeSet<>()));
    }
}
