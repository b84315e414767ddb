package io.mindstream.scorers;

import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import java.util.Optional;

/** The scene is one to train on: its content key belongs to the train split. */
final class TrainSplit implements SampleRule {
    @Override
    public String name() {
        return "held-out";
    }

    @Override
    public Rejection.Reason reason() {
        return Rejection.Reason.HELD_OUT;
    }

    @Override
    public Optional<String> problem(Observation observation, Sample sample) {
        for (String key : new String[] {sample.provenance().contentKey(), observation.contentKey()}) {
            Split split = Split.of(key);
            if (split != Split.TRAIN) {
                return Optional.of("the scene '" + key + "' belongs to the " + split + " split");
            }
        }
        return Optional.empty();
    }
}
