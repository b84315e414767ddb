package io.mindstream.scorers;

import io.mindstream.config.ScoringSettings;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.Optional;

/** Questions and replies say something, and are no longer than {@code scoring.questionChars} and {@code scoring.replyChars}. */
final class TextLength implements SampleRule {
    private final ScoringSettings settings;

    TextLength(ScoringSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "text-length";
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
            Optional<String> problem = problem(where + "question", turn.question(), settings.questionChars())
                    .or(() -> problem(where + "reply", turn.reply(), settings.replyChars()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(String field, String text, int most) {
        if (text.isBlank()) {
            return Optional.of(field + " is empty");
        }
        return text.length() > most
                ? Optional.of(field + " has " + text.length() + " characters, at most " + most + " are taken")
                : Optional.empty();
    }
}
