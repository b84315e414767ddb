package io.mindstream.model.generate;

/** Why a reply ended. */
public enum FinishReason {
    /** The model said so, by a stop token. */
    STOP,
    /** It reached the most tokens allowed. */
    LENGTH,
    /** The listener asked for no more. */
    CANCELLED
}
