package io.mindstream.model.program;

/** What moves the parameters. */
public enum Optimizer {
    /** AdamW for all (Loshchilov and Hutter 2019). */
    ADAMW,
    /**
     * Muon (Jordan et al. 2024) for the hidden matrices, AdamW for embeddings, head, position table, patch embedding, norms and biases. Muon
     * makes each matrix's momentum orthogonal before it steps, so that what few samples ask for moves as far as what all of them do.
     * Steps are scaled by 0.2 sqrt(longer side), which gives them the size of AdamW's, so that one learning rate and one decay serve both (Liu
     * et al. 2025, "Muon is scalable for LLM training", arXiv 2502.16982, section 2.2).
     */
    MUON;

    /**
     * The one that a profile or a command names.
     *
     * @param name {@code adamw} or {@code muon}
     * @throws IllegalArgumentException for any other
     */
    public static Optimizer named(String name) {
        return switch (name) {
            case "adamw" -> ADAMW;
            case "muon" -> MUON;
            default -> throw new IllegalArgumentException("optimizer: '" + name + "' is none of adamw, muon");
        };
    }
}
