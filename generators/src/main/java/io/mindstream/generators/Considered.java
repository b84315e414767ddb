package io.mindstream.generators;

import java.util.Optional;

/**
 * One step of image-task matching: a family was considered for an observation, and what came of it.
 *
 * @param family that was considered
 * @param capability that it asks for
 * @param ofCapability how often the capability had been asked of this picture before: the lower, the sooner is it its turn
 * @param ofFamily the same of the family
 * @param decision what came of it
 * @param question what was, or would have been, asked
 */
public record Considered(
        String family,
        String capability,
        int ofCapability,
        int ofFamily,
        Decision decision,
        Optional<String> question) {
    /** What can come of it. */
    public enum Decision {
        ASKED("asked"),
        NOTHING_TO_ASK("the scene gives it nothing to ask"),
        SAME_WORDS("asked in these words already"),
        NO_ROOM("tells what another turn asks, or the samples are full"),
        MASTERED("stands back: the model had mastered it"),
        YES_NO_USED_UP("yes/no questions have had their share"),
        TURNS_USED_UP("its turn did not come before the picture's turns were used up"),
        DESCRIPTION("a description is a sample of its own");

        private final String words;

        Decision(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
