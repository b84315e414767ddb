package io.mindstream.generators.flags;

import com.github.weisj.jsvg.SVGDocument;
import io.mindstream.generators.svg.Ink;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A flag with what is known of it.
 *
 * @param code of flag-icons
 * @param named whether it is one that the model is to know by name; colours and places are asked of the others
 * @param name of the country
 * @param continent of the country
 * @param capital of the country
 * @param colours the main ones, empty when it is a matter of opinion which they are
 * @param stripes that run across the whole flag
 * @param drawing the flag, four by three
 */
record Flag(
        String code,
        boolean named,
        String name,
        String continent,
        String capital,
        SortedSet<Ink> colours,
        Optional<Stripes> stripes,
        SVGDocument drawing) {
    Flag {
        colours = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(colours));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flag flag && flag.code.equals(code);
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }
}
