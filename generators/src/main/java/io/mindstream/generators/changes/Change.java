package io.mindstream.generators.changes;

import java.util.Locale;

/** What happens to a thing from the left panel to the right. */
enum Change {
    ADDED("removed"),
    REMOVED("added"),
    RECOLOURED("recoloured"),
    MOVED("moved"),
    GROWN("shrunk"),
    SHRUNK("grown"),
    REPLACED("replaced");

    /** What happens from right to left. */
    final String reverse;

    Change(String reverse) {
        this.reverse = reverse;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
