package io.mindstream.config;

import java.util.List;

/**
 * @param sources names of the sources to draw from; empty for all that are found
 * @param entities most flags, icons and other named things that a source takes from its set, the best known first; bounds what a small
 *     model is asked to know by heart
 * @param turns most turns in one sample
 */
public record GenerationSettings(List<String> sources, int entities, int turns) {
    public GenerationSettings {
        sources = sources == null ? List.of() : List.copyOf(sources);
        Check.that(entities >= 2, "generation.entities", entities + " is less than 2");
        Check.that(turns >= 1 && turns <= 3, "generation.turns", turns + " is not in 1..3");
    }
}
