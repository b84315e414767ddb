package io.mindstream.serve.engine;

import io.mindstream.serve.chat.ChatMessage;
import java.util.List;

/**
 * One checkpoint, loaded: the seam between the endpoint and what computes. {@link #prepare} may be called from any thread while the model
 * is open; replies are made on one thread at a time. {@link #close} is called once, when nobody uses it any more, on any thread.
 */
public interface ReplyModel extends AutoCloseable {
    /** The checkpoint that replies name: {@code run/step}. */
    String name();

    /** Optimiser step of the checkpoint; -1 where the directory does not tell. */
    long step();

    /** Longest prompt and reply together, in tokens. */
    int maxLength();

    /**
     * Makes a conversation ready: template, tokens, pictures decoded and cut into patches. Needs no native thread.
     *
     * @param messages the last one is the user's
     * @throws io.mindstream.serve.chat.ApiException naming the field when a picture cannot be used or the prompt is too long
     */
    Prompt prepare(List<ChatMessage> messages);

    /**
     * Answers a canary prompt with a picture, before anybody else asks.
     *
     * @throws RuntimeException when the reply is not sound; the model is then not to be used
     */
    void check();

    @Override
    void close();
}
