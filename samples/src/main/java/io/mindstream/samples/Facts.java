package io.mindstream.samples;

import java.util.List;

/**
 * What is known about a picture because it was drawn from it. The information density score is computed from these; answers come from
 * the typed scene that the source holds.
 *
 * @param subjects every thing to be seen, repeated things repeated: {@code red circle}, {@code speedometer}, {@code bar}
 * @param relations spatial and comparative relations that hold between subjects and can be asked: {@code red circle left of blue square}
 * @param texts strings that can be read in the picture
 * @param knowledge links from what is seen to facts that are not in the picture: {@code flag of France -> capital Paris}
 */
public record Facts(List<String> subjects, List<String> relations, List<String> texts, List<String> knowledge) {
    public Facts {
        subjects = List.copyOf(subjects);
        relations = List.copyOf(relations);
        texts = List.copyOf(texts);
        knowledge = List.copyOf(knowledge);
    }
}
