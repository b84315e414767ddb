package io.mindstream.generators.functions;

import java.util.Locale;

/** Where a function was moved from its usual place. */
enum Place {
    HOME("not at all", 0, 0),
    LEFT("left", -1, 0),
    RIGHT("right", 1, 0),
    UP("up", 0, 1),
    DOWN("down", 0, -1);

    final String words;
    final int dx;
    final int dy;

    Place(String words, int dx, int dy) {
        this.words = words;
        this.dx = dx;
        this.dy = dy;
    }

    String leaf() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the move can be told from one in another direction: not of a line, whose moves are all alike. */
    static boolean distinct(Form form, Place place) {
        return place.dx == 0 || !form.kind().equals("linear") && !form.periodic();
    }
}
