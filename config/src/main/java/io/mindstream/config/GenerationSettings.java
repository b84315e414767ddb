package io.mindstream.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * @param sources names of the sources to draw from; empty for all that are found
 * @param entities most flags, icons and other named things that a source takes from its set, the best known first; bounds what a small
 *     model is asked to know by heart
 * @param turns most turns in one sample
 * @param difficulty how hard drawn topics are to see and to work out
 */
public record GenerationSettings(List<String> sources, int entities, int turns, DifficultySettings difficulty) {
    @JsonCreator
    public GenerationSettings {
        sources = sources == null ? List.of() : List.copyOf(sources);
        Check.that(entities >= 2, "generation.entities", entities + " is less than 2");
        Check.that(turns >= 1 && turns <= 3, "generation.turns", turns + " is not in 1..3");
        Check.that(difficulty != null, "generation.difficulty", "a map is expected");
    }

    /** With topics of middling difficulty. */
    public GenerationSettings(List<String> sources, int entities, int turns) {
        this(sources, entities, turns, DifficultySettings.MIDDLING);
    }
}
