package io.mindstream.generators.svg;

import io.mindstream.generators.Phrasings;

/** How a description is asked for. */
public final class Describe {
    public static final Phrasings PHRASINGS = new Phrasings(
            "Describe the picture.",
            "Describe all that you see.",
            "What can be seen here?",
            "Tell what the picture shows.");

    private Describe() {}
}
