package io.mindstream.generators.maps;

import java.util.Locale;

/** Where north is in the picture. */
enum Compass {
    UP(0, -1),
    RIGHT(1, 0),
    DOWN(0, 1),
    LEFT(-1, 0);

    /** Columns to the right that one step north leads. */
    final int dx;
    /** Rows down that one step north leads. */
    final int dy;

    Compass(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    /** Steps north of a way so many columns to the right and rows down. */
    int north(int columns, int rows) {
        return columns * dx + rows * dy;
    }

    /** Steps east of it. */
    int east(int columns, int rows) {
        return -columns * dy + rows * dx;
    }

    /** For example {@code north-east}; empty for no way at all. */
    String name(int columns, int rows) {
        int north = north(columns, rows);
        int east = east(columns, rows);
        String one = north > 0 ? "north" : north < 0 ? "south" : "";
        String other = east > 0 ? "east" : east < 0 ? "west" : "";
        return one.isEmpty() || other.isEmpty() ? one + other : one + "-" + other;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
