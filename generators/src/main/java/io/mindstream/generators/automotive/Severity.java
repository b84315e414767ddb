package io.mindstream.generators.automotive;

import java.awt.Color;

/**
 * What a warning light's colour says, gravest first: the colour code of ISO 2575, clause 5, which UN Regulation No. 121 refers to. What the
 * driver should do is the common reading of that code in owners' manuals.
 */
enum Severity {
    DANGER("red", 0xff2a2a, "stop"),
    CAUTION("amber", 0xffb000, "service"),
    ON("green", 0x35e04a, "drive on"),
    BEAM("blue", 0x3d7bff, "drive on");

    private final String colour;
    private final Color light;
    private final String action;

    Severity(String colour, int rgb, String action) {
        this.colour = colour;
        this.light = new Color(rgb);
        this.action = action;
    }

    /** In words: {@code amber}. */
    String colour() {
        return colour;
    }

    Color light() {
        return light;
    }

    /** What to do: stop at once, have it serviced soon, or drive on. */
    String action() {
        return action;
    }
}
