package io.mindstream.scorers;

import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts hold nothing but text: no control characters besides line feed and tab, no invisible direction marks, unpaired surrogates or
 * replacement characters (U+FFFD, the trace of a wrong decoding), and no marker of the chat template such as {@code <|im_end|>}, which
 * the tokenizer would take for the end of a turn.
 */
final class CleanText implements SampleRule {
    private static final Pattern MARKER = Pattern.compile("<\\|[^|<>\\s]*\\|>");

    @Override
    public String name() {
        return "text-clean";
    }

    @Override
    public Rejection.Reason reason() {
        return Rejection.Reason.QUALITY;
    }

    @Override
    public Optional<String> problem(Observation observation, Sample sample) {
        for (int i = 0; i < sample.turns().size(); i++) {
            Turn turn = sample.turns().get(i);
            String where = "turns[" + i + "].";
            Optional<String> problem =
                    problem(where + "question", turn.question()).or(() -> problem(where + "reply", turn.reply()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(String field, String text) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (unwanted(codePoint)) {
                return Optional.of(String.format("%s holds U+%04X at character %d", field, codePoint, at));
            }
            at += Character.charCount(codePoint);
        }
        Matcher marker = MARKER.matcher(text);
        return marker.find()
                ? Optional.of(field + " holds the chat marker " + marker.group() + " at character " + marker.start())
                : Optional.empty();
    }

    private static boolean unwanted(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint != '\n' && codePoint != '\t';
            case Character.FORMAT -> codePoint != 0x200D; // joins emoji and letters of some scripts
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> codePoint == 0xFFFD;
        };
    }
}
