package io.mindstream.generators.svg;

import io.mindstream.generators.Asked;
import io.mindstream.generators.Family;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks a question of a scene, or gives null: a family in the form that is shortest to write. */
@FunctionalInterface
public interface Asker<S> {
    /** The question, or null when the scene gives nothing to ask. */
    Asked ask(S scene, RandomGenerator random);

    /** The family that asks so. */
    static <S> Family<S> family(String name, String capability, Asker<S> asker) {
        return Family.of(name, capability, (scene, random) -> Optional.ofNullable(asker.ask(scene, random)));
    }

    /** The family that asks so, and whose answers are only yes and no. */
    static <S> Family<S> yesNo(String name, String capability, Asker<S> asker) {
        return Family.yesNo(name, capability, (scene, random) -> Optional.ofNullable(asker.ask(scene, random)));
    }
}
