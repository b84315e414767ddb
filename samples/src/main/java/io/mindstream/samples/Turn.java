package io.mindstream.samples;

import java.util.Objects;

/**
 * One question of the user and the reply that is taught.
 *
 * @param family the question family that made it, for example {@code shapes.count}
 * @param capability leaf of the capability tree, {@code L1/L2/L3}
 * @param question what the user says, in words
 * @param reply what the assistant is taught to say
 * @param answer how to check any reply to the question
 */
public record Turn(String family, String capability, String question, String reply, Answer answer) {
    public Turn {
        Objects.requireNonNull(family, "turn.family");
        Objects.requireNonNull(capability, "turn.capability");
        Objects.requireNonNull(question, "turn.question");
        Objects.requireNonNull(reply, "turn.reply");
        Objects.requireNonNull(answer, "turn.answer");
    }
}
