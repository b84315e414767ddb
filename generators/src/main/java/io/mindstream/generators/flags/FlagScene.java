package io.mindstream.generators.flags;

import io.mindstream.generators.svg.Cell;
import io.mindstream.generators.svg.Ink;
import java.util.List;

/**
 * One flag, several of the same, or two flags, on a coloured ground.
 *
 * @param domain whose flag is asked for; the second flag may come from anywhere
 * @param layout how they lie
 * @param flags one to four of the same for {@link Layout#REPEATED}; for {@link Layout#SIDE_BY_SIDE} and {@link Layout#STACKED} two, left
 *     or top one first; else one
 * @param asked index of the flag that belongs to the domain
 * @param cell where a {@link Layout#SMALL} flag is; the centre else
 * @param ground colour behind
 */
record FlagScene(String domain, Layout layout, List<Placed> flags, int asked, Cell cell, Ink ground) {
    /** How the flags lie. */
    enum Layout {
        LARGE,
        SMALL,
        REPEATED,
        SIDE_BY_SIDE,
        STACKED
    }

    /**
     * A flag in its place; lengths are shares of the picture's side.
     *
     * @param x of its middle
     * @param y of its middle
     * @param width before it was turned; it is three quarters as high
     * @param angle turned clockwise, in radians
     */
    record Placed(Flag flag, double x, double y, double width, double angle) {}

    FlagScene {
        flags = List.copyOf(flags);
    }

    /** The flag that the questions are about. */
    Flag flag() {
        return flags.get(asked).flag();
    }

    /** Whether there is one flag, be it repeated. */
    boolean single() {
        return layout != Layout.SIDE_BY_SIDE && layout != Layout.STACKED;
    }

    /** Where the flag at this index is, among two. */
    String side(int index) {
        return layout == Layout.SIDE_BY_SIDE ? index == 0 ? "left" : "right" : index == 0 ? "top" : "bottom";
    }
}
