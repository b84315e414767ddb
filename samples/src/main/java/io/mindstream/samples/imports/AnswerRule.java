package io.mindstream.samples.imports;

import io.mindstream.samples.Answer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a reply that came without a word on it is to be checked:
 *
 * <ol>
 *   <li>one of given options: the choice;
 *   <li>a caption: free text;
 *   <li>a number, with a unit of one word at most ({@code 12}, {@code -3.5}, {@code 40 km/h}, {@code 7%}): the number. Whole numbers must be hit,
 *       decimals within half of their last place; a relative tolerance widens both;
 *   <li>up to {@value #WORDS} words and {@value #CHARS} characters without a full stop inside: that text;
 *   <li>all else: free text with that as the reference, which is taught and never taken for a reward.
 * </ol>
 *
 * @param tolerance relative, 0 for none
 */
public record AnswerRule(double tolerance) {
    static final int WORDS = 5;
    static final int CHARS = 48;

    private static final Pattern NUMBER =
            Pattern.compile("([-+]?\\d{1,15}(?:\\.(\\d{1,15}))?)(?: ?[%°]| ?\\p{L}[\\p{L}/²³°]{0,11})?");
    private static final Pattern SENTENCE = Pattern.compile(".*(?:[.!?;:]\\s|\\n).*\\S.*", Pattern.DOTALL);
    private static final Set<String> YES_NO = Set.of("yes", "no");

    public AnswerRule {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance: " + tolerance + " is not in 0..1");
        }
    }

    /** How to check the turn's reply. */
    public Answer of(RawTurn turn) {
        String reply = turn.reply();
        if (!turn.options().isEmpty()) {
            return new Answer.Choice(turn.options(), turn.options().indexOf(reply));
        }
        if (turn.kind() == RawTurn.Kind.CAPTION) {
            return new Answer.FreeText(reply);
        }
        Matcher number = NUMBER.matcher(reply);
        if (number.matches()) {
            double value = Double.parseDouble(number.group(1));
            double half = number.group(2) == null
                    ? 0
                    : 0.5 * Math.pow(10, -number.group(2).length());
            return new Answer.Number(value, Math.max(half, Math.abs(value) * tolerance));
        }
        boolean brief = reply.length() <= CHARS
                && reply.strip().split("\\s+").length <= WORDS
                && !SENTENCE.matcher(reply).matches();
        return brief ? new Answer.Exact(reply) : new Answer.FreeText(reply);
    }

    /** Whether the reply is yes or no. */
    static boolean yesNo(String reply) {
        return YES_NO.contains(reply.strip().toLowerCase(Locale.ROOT).replace(".", ""));
    }
}
