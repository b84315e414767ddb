package io.mindstream.samples;

import java.util.List;
import java.util.Objects;

/**
 * What the trainer learnt of a sample in one attempt.
 *
 * @param sampleId the sample
 * @param attempt counts from 0; (sampleId, attempt) names the outcome, and readers drop what they have seen
 * @param label of the sample
 * @param turns in the order of the sample's turns
 * @param run of the trainer
 * @param step of the optimiser, the version of the model that saw it
 * @param at in milliseconds since 1970
 */
public record Outcome(
        String sampleId,
        int attempt,
        Stage stage,
        Label label,
        List<TurnOutcome> turns,
        String run,
        long step,
        long at) {
    public Outcome {
        Objects.requireNonNull(sampleId, "outcome.sampleId");
        Objects.requireNonNull(stage, "outcome.stage");
        Objects.requireNonNull(label, "outcome.label");
        Objects.requireNonNull(run, "outcome.run");
        turns = List.copyOf(turns);
    }

    /**
     * One turn, seen by the model before it was trained on it.
     *
     * @param family question family
     * @param capability leaf of the capability tree
     * @param loss mean cross-entropy of the reply's tokens, in nats
     * @param correct whether each token of the reply was the most likely one (teacher forced)
     */
    public record TurnOutcome(String family, String capability, double loss, boolean correct) {
        public TurnOutcome {
            Objects.requireNonNull(family, "outcome.turns.family");
            Objects.requireNonNull(capability, "outcome.turns.capability");
        }
    }
}
