package io.mindstream.scorers;

import io.mindstream.config.LabelTree;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.util.Optional;

/**
 * The label is a leaf of the domain tree and a leaf of the capability tree; so is each turn's capability; the sample's capability is that
 * of its first turn, and its domain that of the observation.
 */
final class LabelInTrees implements SampleRule {
    private final LabelTree domains;
    private final LabelTree capabilities;

    LabelInTrees(LabelTree domains, LabelTree capabilities) {
        this.domains = domains;
        this.capabilities = capabilities;
    }

    @Override
    public String name() {
        return "label";
    }

    @Override
    public Rejection.Reason reason() {
        return Rejection.Reason.LABEL;
    }

    @Override
    public Optional<String> problem(Observation observation, Sample sample) {
        String domain = sample.label().domain();
        if (!domains.isLeaf(domain)) {
            return Optional.of("label.domain '" + domain + "' is no leaf of the domain tree");
        }
        if (!domain.equals(observation.domain())) {
            return Optional.of("label.domain '" + domain + "' is not the observation's '" + observation.domain() + "'");
        }
        for (int i = 0; i < sample.turns().size(); i++) {
            Turn turn = sample.turns().get(i);
            if (!capabilities.isLeaf(turn.capability())) {
                return Optional.of(
                        "turns[" + i + "].capability '" + turn.capability() + "' is no leaf of the capability tree");
            }
        }
        String first = sample.turns().get(0).capability();
        return sample.label().capability().equals(first)
                ? Optional.empty()
                : Optional.of("label.capability '" + sample.label().capability() + "' is not the first turn's '" + first
                        + "'");
    }
}
