package io.mindstream.streams;

import io.mindstream.samples.LabelStats;
import io.mindstream.samples.LabelStats.FamilyStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which question families the model hardly ever fails at, domain by domain. A turn of them teaches nothing more, so others go before them;
 * they are asked at times all the same, and are no longer mastered when the model then fails too often.
 *
 * <p>Not thread-safe.
 */
final class Mastery {
    /** Rate of right answers from which on a family is mastered. */
    static final double ACCURACY = 0.9;

    /** Turns that have to be known of it. */
    static final long TURNS = 100;

    private final Map<String, SortedSet<String>> mastered = new HashMap<>();

    /** Takes what is known of a label now. */
    void learn(LabelStats stats) {
        SortedSet<String> families = mastered.computeIfAbsent(stats.label().domain(), domain -> new TreeSet<>());
        for (FamilyStats family : stats.families()) {
            if (family.turns() >= TURNS && family.accuracy() >= ACCURACY) {
                families.add(family.family());
            } else {
                families.remove(family.family());
            }
        }
    }

    /** The mastered families of a domain, in order. */
    List<String> in(String domain) {
        return List.copyOf(mastered.getOrDefault(domain, new TreeSet<>()));
    }
}
