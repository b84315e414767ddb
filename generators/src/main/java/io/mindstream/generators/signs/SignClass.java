package io.mindstream.generators.signs;

import io.mindstream.generators.Colour;
import java.util.Locale;

/** What a sign is for; tells its shape and colours, after the Vienna Convention on Road Signs, with brown for sights. */
enum SignClass {
    WARNING("warning", "triangle", "red", "beware of {}", "take care"),
    PROHIBITION("prohibition", "circle", "red", "no {}", "keep out or slow down"),
    COMMAND("command", "circle", "blue", "{} only", "do as it commands"),
    END("end of a rule", "circle", "black", "{} allowed again", "forget an earlier rule"),
    INFORMATION("information", "square", "blue", "place for {}", "know what is offered"),
    DETOUR("detour", "diamond", "orange", "detour for {}", "take another way"),
    SIGHT("sight", "square", "brown", "sight: {}", "look if you like");

    final String words;
    final String shape;
    final String border;
    /** What it says about things; {@code {}} for them, more than one. */
    final String meaning;
    /** What it asks of a driver. */
    final String demand;

    SignClass(String words, String shape, String border, String meaning, String demand) {
        this.words = words;
        this.shape = shape;
        this.border = border;
        this.meaning = meaning;
        this.demand = demand;
    }

    /** Whether the symbol is white on the sign's colour. */
    boolean inverse() {
        return this == COMMAND || this == INFORMATION || this == SIGHT;
    }

    java.awt.Color colour() {
        return switch (this) {
            case WARNING, PROHIBITION -> Colour.RED.color();
            case COMMAND, INFORMATION -> Colour.BLUE.color();
            case END -> Colour.BLACK.color();
            case DETOUR -> Colour.ORANGE.color();
            case SIGHT -> new java.awt.Color(122, 74, 34);
        };
    }

    String leaf() {
        return name().toLowerCase(Locale.ROOT);
    }
}
