package io.mindstream.app;

import java.util.function.Function;

/** A word of the command line that is looked up; who looks it up does not know the option's name, which an error has to say. */
final class CommandValue {
    private CommandValue() {}

    /** @throws IllegalArgumentException the look-up's, with the option's name before it */
    static <T> T of(String option, String typed, Function<String, T> look) {
        try {
            return look.apply(typed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }
}
