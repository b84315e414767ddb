package io.mindstream.scorers;

import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import java.util.Optional;

/** Something that must hold of a sample. Rules are asked in the order of {@link QualityRules}; the first that does not hold decides. */
interface SampleRule {
    /** Stands at the head of the verdict's detail. */
    String name();

    Rejection.Reason reason();

    /** What is wrong with it, in one line; empty when the rule holds. */
    Optional<String> problem(Observation observation, Sample sample);

    default Optional<Verdict> judge(Observation observation, Sample sample) {
        return problem(observation, sample).map(problem -> new Verdict(reason(), name() + ": " + problem));
    }
}
