package io.mindstream.generators.topics;

/** What every scene of a topic has. */
public interface Scene {
    /** What surrounds the content. */
    Frame frame();

    /** Whether what the scene tells can be seen. */
    Sight sight();

    default boolean clear() {
        return sight() == Sight.CLEAR;
    }
}
