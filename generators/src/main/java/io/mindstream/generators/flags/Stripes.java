package io.mindstream.generators.flags;

import io.mindstream.generators.svg.Ink;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stripes of a flag, derived from its pixels.
 *
 * @param horizontal whether they lie; else they stand
 * @param bands colours from the top down, or from the hoist (left) on
 */
record Stripes(boolean horizontal, List<Ink> bands) {
    /** A line belongs to a stripe when this share of it has the stripe's colour; emblems may cover the rest. */
    private static final double COVERED = 0.62;

    /** Lines that may belong to no stripe: seams. */
    private static final double UNCLEAR = 0.03;

    /** Narrower bands are seams or lines of an emblem, not stripes that people count. */
    private static final double NARROWEST = 0.04;

    /** A line across the stripes that has one colour for this share is the bar of a cross. */
    private static final double CROSS_BAR = 0.9;

    Stripes {
        bands = List.copyOf(bands);
    }

    /**
     * The stripes of a flag; empty for plain fields, crosses, cantons, triangles and all else that is not striped from edge to edge.
     *
     * @param flag drawn without anti-aliasing
     */
    static Optional<Stripes> of(BufferedImage flag) {
        return of(inks(flag));
    }

    /** The named colour of each pixel, row by row. */
    static Ink[][] inks(BufferedImage flag) {
        Ink[][] inks = new Ink[flag.getHeight()][flag.getWidth()];
        int last = 0;
        Ink named = Ink.named(last);
        for (int y = 0; y < flag.getHeight(); y++) {
            for (int x = 0; x < flag.getWidth(); x++) {
                int rgb = flag.getRGB(x, y);
                if (rgb != last) {
                    named = Ink.named(rgb);
                    last = rgb;
                }
                inks[y][x] = named;
            }
        }
        return inks;
    }

    private static Optional<Stripes> of(Ink[][] flag) {
        Optional<Stripes> lying = across(flag, true);
        return lying.isPresent() ? lying : across(flag, false);
    }

    private static Optional<Stripes> across(Ink[][] flag, boolean rows) {
        int lines = rows ? flag.length : flag[0].length;
        for (int line = 0; line < (rows ? flag[0].length : flag.length); line++) {
            if (colour(flag, line, !rows, CROSS_BAR) != null) {
                return Optional.empty();
            }
        }
        List<Ink> bands = new ArrayList<>();
        int unclear = 0;
        int start = 0;
        while (start < lines) {
            Ink ink = stripe(flag, start, rows);
            int end = start + 1;
            while (end < lines && stripe(flag, end, rows) == ink) {
                end++;
            }
            if (ink == null || end - start < NARROWEST * lines) {
                unclear += end - start;
            } else if (bands.isEmpty() || bands.get(bands.size() - 1) != ink) {
                bands.add(ink);
            }
            start = end;
        }
        return unclear <= UNCLEAR * lines && bands.size() >= 2
                ? Optional.of(new Stripes(rows, bands))
                : Optional.empty();
    }

    /** The colour of a line that goes from edge to edge, or null. */
    private static Ink stripe(Ink[][] flag, int line, boolean row) {
        Ink ink = colour(flag, line, row, COVERED);
        int last = (row ? flag[0].length : flag.length) - 3;
        return ink != null && at(flag, line, 2, row) == ink && at(flag, line, last, row) == ink ? ink : null;
    }

    /** The colour that covers this share of a line, or null. */
    private static Ink colour(Ink[][] flag, int line, boolean row, double share) {
        int length = row ? flag[0].length : flag.length;
        int[] counts = new int[Ink.values().length];
        for (int along = 0; along < length; along++) {
            counts[at(flag, line, along, row).ordinal()]++;
        }
        for (Ink ink : Ink.values()) {
            if (counts[ink.ordinal()] >= share * length) {
                return ink;
            }
        }
        return null;
    }

    private static Ink at(Ink[][] flag, int line, int along, boolean row) {
        return row ? flag[line][along] : flag[along][line];
    }
}
