package io.mindstream.serve.engine;

import io.mindstream.serve.chat.ApiError;
import java.util.List;

/**
 * Hears of one reply: {@link #started}, any number of {@link #text}, then {@link #done} or {@link #failed}, which may also come first.
 * Exactly one of these two is called. Calls come from the engine's thread and must return at once.
 */
public interface ReplyListener {
    /** @param model checkpoint that makes the reply */
    void started(String model);

    /**
     * @param text more of the reply
     * @param tokens those that the text begins in, where the request asked for log-probabilities, else none; never are both empty
     */
    void text(String text, List<SpokenToken> tokens);

    void done(ReplyEnd end);

    void failed(ApiError error);
}
