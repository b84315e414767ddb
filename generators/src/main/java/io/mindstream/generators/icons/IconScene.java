package io.mindstream.generators.icons;

import io.mindstream.generators.svg.Cell;
import io.mindstream.generators.svg.Ink;
import java.util.List;

/**
 * Icons on a coloured ground.
 *
 * @param layout how they lie
 * @param icons all the same in ink and form, but for {@link Layout#SIDE_BY_SIDE} and {@link Layout#STACKED}, where the left or top one
 *     comes first and both icon and ink differ
 * @param cell where a {@link Layout#SMALL} icon is; the centre else
 * @param ground colour behind
 */
record IconScene(Layout layout, List<Placed> icons, Cell cell, Ink ground) {
    /** How the icons lie. */
    enum Layout {
        LARGE,
        SMALL,
        REPEATED,
        SIDE_BY_SIDE,
        STACKED
    }

    /**
     * An icon in its place; lengths are shares of the picture's side.
     *
     * @param x of its middle
     * @param y of its middle
     * @param side of its square, before it was turned
     * @param angle turned clockwise, in radians
     */
    record Placed(Icon icon, Ink ink, double x, double y, double side, double angle) {}

    IconScene {
        icons = List.copyOf(icons);
    }

    boolean pair() {
        return layout == Layout.SIDE_BY_SIDE || layout == Layout.STACKED;
    }

    Icon icon(int index) {
        return icons.get(index).icon();
    }

    Ink ink(int index) {
        return icons.get(index).ink();
    }

    /** Whether the icons are ones that the model is to know by name. */
    boolean named() {
        return icon(0).named();
    }

    /** Where the icon at this index is, among two. */
    String side(int index) {
        return layout == Layout.SIDE_BY_SIDE ? index == 0 ? "left" : "right" : index == 0 ? "top" : "bottom";
    }
}
