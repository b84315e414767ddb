package io.mindstream.model.checkpoint;

/** Parameters that are updated alike: the two halves of the model may learn at rates of their own, and vectors usually do not decay. */
public enum ParameterGroup {
    /** Matrices of the decoder, embeddings and head. */
    TEXT_MATRICES(false, true),
    /** Norms of the decoder. */
    TEXT_VECTORS(false, false),
    /** Matrices of the vision tower and of the mergers behind it; its position table. */
    VISION_MATRICES(true, true),
    /** Norms and biases of the vision tower and of the mergers. */
    VISION_VECTORS(true, false);

    private final boolean vision;
    private final boolean matrices;

    ParameterGroup(boolean vision, boolean matrices) {
        this.vision = vision;
        this.matrices = matrices;
    }

    public boolean vision() {
        return vision;
    }

    /** Whether these have more than one dimension. */
    public boolean matrices() {
        return matrices;
    }
}
