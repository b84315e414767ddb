package io.mindstream.config;

/**
 * What makes a drawn topic hard; each 0 (easiest) to 1. Read by the sources of topics ({@code generators/}, package {@code topics}), not
 * by those that are older.
 *
 * @param clutter chance that pale marks, which nothing is asked about, stand behind what is shown; and how many
 * @param noise chance that specks of dirt lie over the picture; and how many
 * @param size how far the content may shrink: by a sixth at 1, so that print stays legible
 * @param steps how often a problem takes more steps than the fewest
 */
public record DifficultySettings(double clutter, double noise, double size, double steps) {
    /** What the defaults say. */
    public static final DifficultySettings MIDDLING = new DifficultySettings(0.4, 0.3, 0.5, 0.5);

    public DifficultySettings {
        part("clutter", clutter);
        part("noise", noise);
        part("size", size);
        part("steps", steps);
    }

    private static void part(String name, double value) {
        Check.that(value >= 0 && value <= 1, "generation.difficulty." + name, value + " is not in 0..1");
    }
}
