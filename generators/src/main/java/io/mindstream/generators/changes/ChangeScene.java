package io.mindstream.generators.changes;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two panels that differ in one thing.
 *
 * @param others things that are the same in both
 * @param before the changed thing in the left panel, null where it was added
 * @param after the changed thing in the right panel, null where it was removed
 * @param left colour of the left panel's border
 * @param right colour of the right panel's border; {@code sight} is about what that panel shows
 */
record ChangeScene(
        Frame frame, Sight sight, Change change, List<Item> others, Item before, Item after, Colour left, Colour right)
        implements Scene {
    /** Rows of a panel. */
    static final List<String> ROWS = List.of("top", "middle", "bottom");

    /**
     * A thing in a panel.
     *
     * @param cell 0 to 5, two a row
     */
    record Item(Pictogram thing, Colour colour, int cell, boolean small) {
        String row() {
            return ROWS.get(cell / 2);
        }

        String words() {
            return (small ? "small " : "") + colour + " " + thing.name();
        }
    }

    /** The topic: what was changed, added, removed or replaced. */
    Pictogram thing() {
        return (before == null ? after : before).thing();
    }

    /** What the panel shows. */
    List<Item> panel(boolean ofLeft) {
        List<Item> items = new ArrayList<>(others);
        Item changed = ofLeft ? before : after;
        if (changed != null) {
            items.add(changed);
        }
        return items;
    }

    /** The thing in the panel. */
    Optional<Item> find(boolean ofLeft, Pictogram thing) {
        return panel(ofLeft).stream().filter(item -> item.thing().equals(thing)).findFirst();
    }

    /** Whether a thing is in either panel. */
    boolean shows(Pictogram thing) {
        return find(true, thing).isPresent() || find(false, thing).isPresent();
    }
}
