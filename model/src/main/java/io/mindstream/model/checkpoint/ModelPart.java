package io.mindstream.model.checkpoint;

/** The parts of a model that can be trained without the others. */
public enum ModelPart {
    /** The vision tower: patch embedding, position table and blocks. */
    VISION,
    /** What makes the text's tokens of the tower's patches: the merger, and those of deepstack. */
    MERGER,
    /** Embedding table, decoder and head. */
    TEXT;

    /**
     * The one that a profile names.
     *
     * @param name {@code vision}, {@code merger} or {@code text}
     * @throws IllegalArgumentException for any other
     */
    public static ModelPart named(String name) {
        return switch (name) {
            case "vision" -> VISION;
            case "merger" -> MERGER;
            case "text" -> TEXT;
            default -> throw new IllegalArgumentException("part: '" + name + "' is none of vision, merger, text");
        };
    }
}
