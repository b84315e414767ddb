package io.mindstream.generators.svg;

import io.mindstream.generators.Asked;
import io.mindstream.generators.QuestionFamily;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A family whose way of asking is a function.
 *
 * @param yesNo whether the answer is only ever yes or no
 * @param asker asks, or gives null when the scene has nothing to ask
 */
public record Family<S>(String name, String capability, boolean yesNo, Asker<S> asker) implements QuestionFamily<S> {
    /** Asks a question of a scene. */
    @FunctionalInterface
    public interface Asker<S> {
        /** The question, or null when the scene gives nothing to ask. */
        Asked ask(S scene, RandomGenerator random);
    }

    public Family(String name, String capability, Asker<S> asker) {
        this(name, capability, false, asker);
    }

    @Override
    public Optional<Asked> ask(S scene, RandomGenerator random) {
        return Optional.ofNullable(asker.ask(scene, random));
    }
}
