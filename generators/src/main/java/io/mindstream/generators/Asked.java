package io.mindstream.generators;

import io.mindstream.samples.Answer;
import java.util.Set;

/**
 * A question with the reply that is taught.
 *
 * @param question in words
 * @param reply what the assistant is taught to say
 * @param answer checks any reply; accepts {@code reply}
 * @param facets names of the scene's properties that question and reply together disclose, for example {@code count}, {@code shape0.colour};
 *     turns of one conversation must not share any, so that no turn answers another. {@link #EVERYTHING} for a description
 */
public record Asked(String question, String reply, Answer answer, Set<String> facets) {
    /** Discloses the whole scene: never shares a conversation. */
    public static final Set<String> EVERYTHING = Set.of("*");

    public Asked {
        facets = Set.copyOf(facets);
        if (facets.isEmpty()) {
            throw new IllegalArgumentException("asked.facets: empty, but every reply discloses something");
        }
        if (!answer.accepts(reply)) {
            throw new IllegalArgumentException("asked.reply: '" + reply + "' is refused by its own answer '"
                    + answer.canonical() + "' to: " + question);
        }
    }

    /** A question with one right text. */
    public static Asked exact(String question, String reply, String... facets) {
        return new Asked(question, reply, new Answer.Exact(reply), Set.of(facets));
    }

    /** A question whose answer is a whole number, exactly. */
    public static Asked number(String question, int value, String... facets) {
        return new Asked(question, Integer.toString(value), new Answer.Number(value, 0), Set.of(facets));
    }

    /** Whether both may stand in one conversation. */
    public boolean compatible(Asked other) {
        return !facets.contains("*")
                && !other.facets.contains("*")
                && facets.stream().noneMatch(other.facets::contains);
    }
}
