package io.mindstream.model.generate;

/** Hears of tokens as they come. Called on the thread that generates; it must not block for long. */
@FunctionalInterface
public interface TokenListener {
    /** Hears nothing and never cancels. */
    TokenListener NONE = (prompt, tokens, logProbabilities) -> true;

    /**
     * @param prompt index of the prompt
     * @param tokens the next ids of its reply, without stop tokens; may be empty, when the call is only the chance to cancel
     * @param logProbabilities of each of {@code tokens}, see {@link Reply#logProbabilities()}
     * @return false if this prompt's reply should end here
     */
    boolean onTokens(int prompt, int[] tokens, float[] logProbabilities);
}
