package io.mindstream.generators.icons;

import java.awt.Shape;
import java.util.List;

/**
 * A drawn sign with what is known of it.
 *
 * @param icon its name in the icon set
 * @param domain leaf of the domain tree
 * @param named whether it is one that the model is to know by name
 * @param name what people call it; the icon set's name for an icon that is never named
 * @param accepted all names that count as right, {@code name} first
 * @param kind what kind of thing it is; empty for an icon that is never named
 * @param outline in a square of {@link #BOX} units, not to be changed
 */
record Icon(String icon, String domain, boolean named, String name, List<String> accepted, String kind, Shape outline) {
    /** Side of the square that outlines are drawn in. */
    static final double BOX = 24;

    Icon {
        accepted = List.copyOf(accepted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Icon that && that.icon.equals(icon) && that.domain.equals(domain);
    }

    @Override
    public int hashCode() {
        return icon.hashCode();
    }
}
