package io.mindstream.generators.user;

import io.mindstream.samples.Facts;
import io.mindstream.samples.user.UserQuestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of a picture that was not drawn: what its user says. The words of captions and replies, but for the smallest, are taken
 * for its subjects, and each question with its reply for a link to what somebody who looks must know.
 */
final class UserFacts {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST = 3;
    private static final Set<String> SMALL = Set.of(
            "the", "and", "with", "for", "that", "this", "its", "are", "was", "has", "have", "from", "into", "onto",
            "over", "there", "which", "some", "not", "but", "one", "two", "yes", "picture", "image", "photo", "shows",
            "seen");

    private UserFacts() {}

    static Facts of(List<UserQuestion> questions) {
        Set<String> subjects = new LinkedHashSet<>();
        List<String> knowledge = new ArrayList<>();
        for (UserQuestion question : questions) {
            for (String word : BETWEEN.split(question.reply().toLowerCase(Locale.ROOT))) {
                if (word.length() >= SHORTEST && !SMALL.contains(word)) {
                    subjects.add(word);
                }
            }
            knowledge.add(question.question() + " -> " + question.reply());
        }
        return new Facts(List.copyOf(subjects), List.of(), List.of(), knowledge);
    }
}
