package io.mindstream.model.text;

import java.util.List;

/**
 * Ends a text where one of some strings begins. Text comes in pieces, so what may be the beginning of a stop string is held back until the
 * next piece decides.
 */
public final class StopStrings {
    private final List<String> stops;
    private final int longest;
    private final StringBuilder held = new StringBuilder();
    private boolean found;

    public StopStrings(List<String> stops) {
        this.stops = stops;
        this.longest = stops.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Whether a stop string has come. */
    public boolean found() {
        return found;
    }

    /** Takes more text and returns what can be told of it. */
    public String add(String text) {
        if (found) {
            return "";
        }
        if (stops.isEmpty()) {
            return text;
        }
        held.append(text);
        int end = stops.stream()
                .mapToInt(held::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
        if (end >= 0) {
            found = true;
            held.setLength(end);
            return take(end);
        }
        return take(held.length() - undecided());
    }

    /** What is still held back when no more text comes. */
    public String finish() {
        return found ? "" : take(held.length());
    }

    /** Length of the longest end of what is held that a stop string begins with. */
    private int undecided() {
        for (int length = Math.min(longest - 1, held.length()); length > 0; length--) {
            String tail = held.substring(held.length() - length);
            if (stops.stream().anyMatch(stop -> stop.startsWith(tail))) {
                return length;
            }
        }
        return 0;
    }

    private String take(int length) {
        String text = held.substring(0, length);
        held.delete(0, length);
        return text;
    }
}
