package io.mindstream.generators.svg;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The colours that are drawn with and asked for by name. */
public enum Ink {
    RED(0xd81e2c),
    ORANGE(0xf58216),
    YELLOW(0xf7d417),
    GREEN(0x2a9d3a),
    BLUE(0x1f4fd0),
    PURPLE(0x8a2be2),
    PINK(0xf79ac0),
    BROWN(0x7a4a22),
    BLACK(0x141414),
    GREY(0x8c8c8c),
    WHITE(0xffffff);

    /** Least distance, in Euclidean RGB, of two colours that are to be told apart on 16 pixels. */
    private static final double CLEAR = 130;

    /** Least difference in brightness (0..255) of a fine figure and its ground. */
    private static final double LEGIBLE = 40;

    private final Color colour;

    Ink(int rgb) {
        this.colour = new Color(rgb);
    }

    public Color colour() {
        return colour;
    }

    /** As people say it: {@code red}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a figure of this ink stands out from a ground of the other, by brightness and not by hue alone. */
    public boolean legibleOn(Ink ground) {
        return Math.abs(brightness() - ground.brightness()) >= LEGIBLE;
    }

    /** Whether nobody takes this ink for the other. */
    public boolean unlike(Ink other) {
        int r = colour.getRed() - other.colour.getRed();
        int g = colour.getGreen() - other.colour.getGreen();
        int b = colour.getBlue() - other.colour.getBlue();
        return Math.sqrt(r * r + g * g + b * b) >= CLEAR;
    }

    private double brightness() {
        return 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue();
    }

    /** All inks that stand out from this ground. */
    public List<Ink> figures() {
        return Arrays.stream(values()).filter(ink -> ink.legibleOn(this)).toList();
    }

    /**
     * What people would call a colour: by hue, saturation and brightness, since the blues and greens of flags differ widely.
     *
     * @param rgb packed, alpha ignored
     */
    public static Ink named(int rgb) {
        float[] hsb = Color.RGBtoHSB(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, null);
        float hue = hsb[0] * 360;
        float saturation = hsb[1];
        float brightness = hsb[2];
        if (brightness < 0.18f) {
            return BLACK;
        }
        if (saturation < 0.16f) {
            return brightness > 0.82f ? WHITE : brightness < 0.3f ? BLACK : GREY;
        }
        if (hue < 16 || hue >= 335) {
            return saturation < 0.5f && brightness > 0.8f ? PINK : RED;
        }
        if (hue < 40) {
            return brightness < 0.55f ? BROWN : ORANGE;
        }
        if (hue < 68) {
            return YELLOW;
        }
        if (hue < 178) {
            return GREEN;
        }
        if (hue < 262) {
            return BLUE;
        }
        return hue < 300 ? PURPLE : PINK;
    }
}
