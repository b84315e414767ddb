package io.mindstream.model.checkpoint;

/**
 * Parameters that are updated alike: the two halves of the model may learn at rates of their own, vectors usually do not decay, and Muon moves
 * hidden matrices only.
 */
public enum ParameterGroup {
    /** Token embeddings and head. */
    EMBEDDINGS(false, true, false),
    /** Matrices of the decoder. */
    TEXT_MATRICES(false, true, true),
    /** Norms of the decoder. */
    TEXT_VECTORS(false, false, false),
    /** Patch embedding and position table. */
    PATCHES(true, true, false),
    /** Matrices of the vision tower and of the mergers behind it. */
    VISION_MATRICES(true, true, true),
    /** Norms and biases of the vision tower and of the mergers. */
    VISION_VECTORS(true, false, false);

    private final boolean vision;
    private final boolean matrices;
    private final boolean hidden;

    ParameterGroup(boolean vision, boolean matrices, boolean hidden) {
        this.vision = vision;
        this.matrices = matrices;
        this.hidden = hidden;
    }

    public boolean vision() {
        return vision;
    }

    /** Whether these have more than one dimension. */
    public boolean matrices() {
        return matrices;
    }

    /** Whether these map activations to activations, and are neither tables nor the first look at the pixels. */
    public boolean hidden() {
        return hidden;
    }
}
