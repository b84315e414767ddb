package io.mindstream.serve.engine;

import java.util.List;

/** Hears of a reply in the making, on the engine's thread, between two calls into the engine. */
@FunctionalInterface
public interface Pieces {
    /**
     * @param text whole characters, often none; all pieces together are the reply
     * @param tokens computed since the last call; their texts are the beginning of {@code text}
     * @return false when no more is wanted
     */
    boolean more(String text, List<SpokenToken> tokens);
}
