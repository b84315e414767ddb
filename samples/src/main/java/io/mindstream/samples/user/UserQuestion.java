package io.mindstream.samples.user;

import io.mindstream.samples.Answer;
import java.util.Objects;

/**
 * What the user wants asked of a picture.
 *
 * @param capability leaf of the capability tree
 * @param question in words
 * @param reply that is taught
 * @param answer checks any reply; accepts {@code reply}
 * @param origin where the user's material says so: file and line
 */
public record UserQuestion(String capability, String question, String reply, Answer answer, String origin) {
    public UserQuestion {
        Objects.requireNonNull(capability, "question.capability");
        Objects.requireNonNull(question, "question.question");
        Objects.requireNonNull(reply, "question.reply");
        Objects.requireNonNull(answer, "question.answer");
        Objects.requireNonNull(origin, "question.origin");
    }
}
