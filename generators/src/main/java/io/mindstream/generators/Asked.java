package io.mindstream.generators;

import io.mindstream.samples.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A question with the reply that is taught.
 *
 * @param question in words
 * @param reply what the assistant is taught to say
 * @param answer checks any reply; accepts {@code reply}
 * @param facets names of the scene's properties that question and reply together disclose, for example {@code count}, {@code shape0.colour};
 *     turns of one conversation must not share any, so that no turn answers another. {@link #EVERYTHING} for a description
 * @param mentions properties that the question's words give away without asking for them ("the tallest bar": it is a bar chart); several
 *     turns may mention the same, but none may stand beside a turn that has it among its facets
 */
public record Asked(String question, String reply, Answer answer, Set<String> facets, Set<String> mentions) {
    /** Discloses the whole scene: never shares a conversation. */
    public static final Set<String> EVERYTHING = Set.of("*");

    public Asked {
        facets = Set.copyOf(facets);
        mentions = Set.copyOf(mentions);
        if (facets.isEmpty()) {
            throw new IllegalArgumentException("asked.facets: empty, but every reply discloses something");
        }
        if (!answer.accepts(reply)) {
            throw new IllegalArgumentException("asked.reply: '" + reply + "' is refused by its own answer '"
                    + answer.canonical() + "' to: " + question);
        }
    }

    /** A question whose words give nothing away. */
    public Asked(String question, String reply, Answer answer, Set<String> facets) {
        this(question, reply, answer, facets, Set.of());
    }

    /** A question with one right text. */
    public static Asked exact(String question, String reply, String... facets) {
        return new Asked(question, reply, new Answer.Exact(reply), Set.of(facets));
    }

    /** A question whose answer is a whole number, exactly. */
    public static Asked number(String question, int value, String... facets) {
        return new Asked(question, Integer.toString(value), new Answer.Number(value, 0), Set.of(facets));
    }

    /** A question for a description of everything. */
    public static Asked description(String question, String words) {
        return new Asked(question, words, new Answer.FreeText(words), EVERYTHING);
    }

    /** A question that names options, one of which is right. */
    public static Asked choice(String question, List<String> options, String right, String... facets) {
        return new Asked(question, right, new Answer.Choice(options, options.indexOf(right)), Set.of(facets));
    }

    /** The same question, whose reply shows first how it is worked out: {@code 3 + 2 = 5 → 5}. */
    public Asked worked(String steps) {
        return new Asked(question, steps + " " + Answer.THEREFORE + " " + reply, answer, facets, mentions);
    }

    /** The same question, whose words give these properties away. */
    public Asked mentioning(String... properties) {
        return new Asked(question, reply, answer, facets, Set.of(properties));
    }

    /** Whether both may stand in one conversation. */
    public boolean compatible(Asked other) {
        return !facets.contains("*")
                && !other.facets.contains("*")
                && Collections.disjoint(facets, other.facets)
                && Collections.disjoint(facets, other.mentions)
                && Collections.disjoint(mentions, other.facets);
    }
}
