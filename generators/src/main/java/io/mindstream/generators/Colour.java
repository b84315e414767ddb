package io.mindstream.generators;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** Colours that a viewer tells apart at a glance, with the word that questions and replies use. */
public enum Colour {
    RED(222, 28, 36),
    ORANGE(250, 130, 10),
    YELLOW(248, 215, 20),
    GREEN(20, 150, 50),
    BLUE(30, 75, 220),
    PURPLE(135, 40, 165),
    BLACK(20, 20, 20),
    WHITE(255, 255, 255),
    GREY(165, 165, 165),
    PINK(255, 175, 205),
    CYAN(150, 235, 245);

    /** Colours of things: stand out on every ground of {@link #GROUNDS}. */
    public static final List<Colour> THINGS = List.of(RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, BLACK);

    /** Light colours of grounds. */
    public static final List<Colour> GROUNDS = List.of(WHITE, GREY, PINK, CYAN);

    private final Color color;

    Colour(int red, int green, int blue) {
        this.color = new Color(red, green, blue);
    }

    public Color color() {
        return color;
    }

    /**
     * The colour a little lighter or darker, so that a model learns the hue and not one number.
     *
     * @param tint added to each channel, within its range
     */
    public Color tinted(int tint) {
        return new Color(
                channel(color.getRed() + tint), channel(color.getGreen() + tint), channel(color.getBlue() + tint));
    }

    private static int channel(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** In words: {@code red}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
