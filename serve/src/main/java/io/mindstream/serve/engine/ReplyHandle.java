package io.mindstream.serve.engine;

/** A request under way, as its client holds it. */
@FunctionalInterface
public interface ReplyHandle {
    /** Gives the reply up: it ends with {@link Finish#ABORT} before its next token. Nothing happens if it has ended. Any thread. */
    void cancel();
}
