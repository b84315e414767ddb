package io.mindstream.scorers;

import io.mindstream.samples.Rejection;
import java.util.Objects;

/**
 * Why something is not accepted.
 *
 * @param reason the kind of rule that it broke
 * @param detail name of the rule, and the figures or words behind it, for people: one line
 */
public record Verdict(Rejection.Reason reason, String detail) {
    public Verdict {
        Objects.requireNonNull(reason, "verdict.reason");
        Objects.requireNonNull(detail, "verdict.detail");
    }
}
