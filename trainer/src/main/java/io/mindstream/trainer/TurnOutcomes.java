package io.mindstream.trainer;

import io.mindstream.model.program.Batch;
import io.mindstream.model.program.StepResult;
import io.mindstream.model.text.ChatTokens.Span;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Outcome.TurnOutcome;
import io.mindstream.samples.Turn;
import java.util.ArrayList;
import java.util.List;

/** From the model's figures for each label to what was learnt of each turn of each sample. */
final class TurnOutcomes {
    private final String run;

    TurnOutcomes(String run) {
        this.run = run;
    }

    /**
     * @param rows the samples of the batch, in its order
     * @param attempt of the lease
     * @param step of the optimiser that the figures were taken at
     * @param at in milliseconds since 1970
     */
    List<Outcome> of(List<PreparedBatch.Row> rows, Batch batch, StepResult result, int attempt, long step, long at) {
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        int label = 0;
        for (int row = 0; row < rows.size(); row++) {
            SampleEncoder.Encoded sample = rows.get(row).encoded();
            List<TurnOutcome> turns = new ArrayList<>(sample.turns().size());
            for (int i = 0; i < sample.turns().size(); i++) {
                Span span = sample.turns().get(i);
                double loss = 0;
                int count = 0;
                boolean correct = true;
                // Labels go example by example, left to right, and every label stands in a turn.
                while (label < batch.labels()
                        && batch.labelExample(label) == row
                        && batch.labelIndex(label) < span.end()) {
                    loss += result.losses()[label];
                    correct &= result.correct()[label];
                    count++;
                    label++;
                }
                Turn turn = sample.sample().turns().get(i);
                turns.add(new TurnOutcome(turn.family(), turn.capability(), loss / count, correct));
            }
            outcomes.add(new Outcome(
                    sample.sample().id(),
                    attempt,
                    rows.get(row).leased().stage(),
                    sample.sample().label(),
                    turns,
                    run,
                    step,
                    at));
        }
        return outcomes;
    }
}
