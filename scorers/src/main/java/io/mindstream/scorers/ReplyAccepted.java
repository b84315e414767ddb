package io.mindstream.scorers;

import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.Optional;

/** What is taught is right: each turn's answer accepts the turn's reply. */
final class ReplyAccepted implements SampleRule {
    @Override
    public String name() {
        return "reply-accepted";
    }

    @Override
    public Rejection.Reason reason() {
        return Rejection.Reason.QUALITY;
    }

    @Override
    public Optional<String> problem(Observation observation, Sample sample) {
        for (int i = 0; i < sample.turns().size(); i++) {
            Turn turn = sample.turns().get(i);
            if (!turn.answer().accepts(turn.reply())) {
                return Optional.of("turns[" + i + "].reply '" + turn.reply() + "' is refused by its answer '"
                        + turn.answer().canonical() + "'");
            }
        }
        return Optional.empty();
    }
}
