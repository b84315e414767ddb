package io.mindstream.generators;

import io.mindstream.samples.Observation;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A scene that was drawn, with its picture, and the families that can be asked of it.
 *
 * @param source that drew it
 * @param scene everything that was painted
 * @param observation the picture and its facts
 */
public record Drawn<S>(Source<S> source, S scene, Observation observation) {
    /**
     * Asks a family of the source, reproducibly: the observation's seed, the family and {@code attempt} decide phrasing and object.
     *
     * @param family one of {@code source.families()}
     * @param attempt 0 for the first question of that family about this scene
     */
    public Optional<Asked> ask(QuestionFamily<S> family, int attempt) {
        long seed = observation.seed() * 0x9E3779B97F4A7C15L + family.name().hashCode() * 31L + attempt;
        return family.ask(scene, new SplittableRandom(seed));
    }
}
