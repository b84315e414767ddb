package io.mindstream.serve.engine;

import io.mindstream.serve.chat.Sampling;

/** A conversation made ready by one model. Holds Java memory only, so one that is not used needs no closing. */
public interface Prompt {
    /** Length in tokens, pictures included. */
    int tokens();

    /**
     * Makes the reply, on the engine's thread, while the model is open.
     *
     * @param maxTokens most tokens of the reply; with the prompt's at most {@link ReplyModel#maxLength()}
     * @param pieces hears of it as it comes, and may end it
     * @return why it ended; {@link Finish#ABORT} when the listener wanted no more
     */
    Finish reply(Sampling sampling, int maxTokens, Pieces pieces);
}
