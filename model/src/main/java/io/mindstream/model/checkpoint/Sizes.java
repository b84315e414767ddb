package io.mindstream.model.checkpoint;

import io.mindstream.model.ModelException;

/** Checks that the configuration records share. */
final class Sizes {
    private Sizes() {}

    static void positive(String field, int value) {
        require(value > 0, field + ": " + value + " is not positive");
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new ModelException(message);
        }
    }
}
