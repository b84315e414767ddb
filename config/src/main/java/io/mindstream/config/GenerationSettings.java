package io.mindstream.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * @param sources names of the sources to draw from; empty for all that are found
 * @param entities most flags, icons and other named things that a source takes from its set, the best known first; bounds what a small
 *     model is asked to know by heart
 * @param turns most turns in one sample
 * @param describe whether a picture's dense description is one of its samples whatever was asked for, as teaches a young vision tower;
 *     otherwise it comes where its label is asked for, and not more often than others
 * @param difficulty how hard drawn topics are to see and to work out
 */
public record GenerationSettings(
        List<String> sources, int entities, int turns, boolean describe, DifficultySettings difficulty) {
    @JsonCreator
    public GenerationSettings {
        sources = sources == null ? List.of() : List.copyOf(sources);
        Check.that(entities >= 2, "generation.entities", entities + " is less than 2");
        Check.that(turns >= 1 && turns <= 3, "generation.turns", turns + " is not in 1..3");
        Check.that(difficulty != null, "generation.difficulty", "a map is expected");
    }

    /** The same, with every source that is found. */
    public GenerationSettings ofAllSources() {
        return new GenerationSettings(List.of(), entities, turns, describe, difficulty);
    }

    /** With descriptions, and topics of middling difficulty. */
    public GenerationSettings(List<String> sources, int entities, int turns) {
        this(sources, entities, turns, true, DifficultySettings.MIDDLING);
    }
}
