package io.mindstream.generators.svg;

/** A ninth of the picture, and how people call it. */
public enum Cell {
    TOP_LEFT("top left"),
    TOP("top"),
    TOP_RIGHT("top right"),
    LEFT("left"),
    CENTRE("centre"),
    RIGHT("right"),
    BOTTOM_LEFT("bottom left"),
    BOTTOM("bottom"),
    BOTTOM_RIGHT("bottom right");

    private final String words;

    Cell(String words) {
        this.words = words;
    }

    /** For example {@code top left}. */
    public String words() {
        return words;
    }

    /** Middle of the cell, as a share of the picture's width. */
    public double x() {
        return (ordinal() % 3 * 2 + 1) / 6.0;
    }

    /** Middle of the cell, as a share of the picture's height. */
    public double y() {
        return (ordinal() / 3 * 2 + 1) / 6.0;
    }
}
