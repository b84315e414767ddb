package io.mindstream.generators;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A question family given as a function, for sources that hold many.
 *
 * @param asking makes the question from the scene
 */
public record Family<S>(String name, String capability, boolean yesNo, Asking<S> asking) implements QuestionFamily<S> {
    /** Makes the question; see {@link QuestionFamily#ask}. */
    @FunctionalInterface
    public interface Asking<S> {
        Optional<Asked> ask(S scene, RandomGenerator random);
    }

    public static <S> Family<S> of(String name, String capability, Asking<S> asking) {
        return new Family<>(name, capability, false, asking);
    }

    /** A family whose answers are only yes and no. */
    public static <S> Family<S> yesNo(String name, String capability, Asking<S> asking) {
        return new Family<>(name, capability, true, asking);
    }

    @Override
    public Optional<Asked> ask(S scene, RandomGenerator random) {
        return asking.ask(scene, random);
    }
}
