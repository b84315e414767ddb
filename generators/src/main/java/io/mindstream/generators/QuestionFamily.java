package io.mindstream.generators;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One kind of question about the scenes of one source, in several phrasings, with its answer taken from the scene.
 *
 * <p>Answers are balanced: given only the text of the question, no answer is much likelier than another. A family that asks for yes or no
 * decides which first, and then looks for a question to which that is the answer.
 *
 * @param <S> the source's scene
 */
public interface QuestionFamily<S> {
    /** {@code source.what}, for example {@code shapes.count}. Reports and outcomes name it. */
    String name();

    /** Leaf of the capability tree, {@code L1/L2/L3}. */
    String capability();

    /** Whether the answer is only ever yes or no; such families are kept to a small share. */
    default boolean yesNo() {
        return false;
    }

    /**
     * Asks.
     *
     * @return empty when the scene gives this family nothing to ask
     */
    Optional<Asked> ask(S scene, RandomGenerator random);
}
