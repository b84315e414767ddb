package io.mindstream.serve.engine;

/** Hears of a reply in the making, on the engine's thread, between two calls into the engine. */
@FunctionalInterface
public interface Pieces {
    /**
     * @param text whole characters, often none; all pieces together are the reply
     * @param tokens computed since the last call
     * @return false when no more is wanted
     */
    boolean more(String text, int tokens);
}
