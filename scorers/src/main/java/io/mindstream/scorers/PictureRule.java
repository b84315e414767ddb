package io.mindstream.scorers;

import io.mindstream.samples.Rejection;
import java.util.Optional;

/** Something that must hold of a picture. Rules are asked in the order of {@link QualityRules}; the first that does not hold decides. */
interface PictureRule {
    /** Stands at the head of the verdict's detail. */
    String name();

    /** What is wrong with it, in one line; empty when the rule holds. */
    Optional<String> problem(PictureEvidence evidence);

    default Optional<Verdict> judge(PictureEvidence evidence) {
        return problem(evidence).map(problem -> new Verdict(Rejection.Reason.PICTURE, name() + ": " + problem));
    }
}
