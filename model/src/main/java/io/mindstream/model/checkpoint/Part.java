package io.mindstream.model.checkpoint;

/** The two halves of the model, which may learn at rates of their own. */
public enum Part {
    /** Decoder, embeddings and head. */
    TEXT,
    /** Vision tower, with the mergers behind it. */
    VISION
}
