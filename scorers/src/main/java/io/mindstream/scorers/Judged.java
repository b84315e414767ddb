package io.mindstream.scorers;

import io.mindstream.samples.Sample;
import java.util.Objects;
import java.util.Optional;

/**
 * A sample after the quality rules.
 *
 * @param sample as it came
 * @param verdict why it is refused; empty when every rule holds
 * @param signature to find near duplicates by; present where there is no verdict
 */
public record Judged(Sample sample, Optional<Verdict> verdict, Optional<SampleSignature> signature) {
    public Judged {
        Objects.requireNonNull(sample, "judged.sample");
        if (verdict.isPresent() == signature.isPresent()) {
            throw new IllegalArgumentException("judged: exactly one of verdict and signature is needed");
        }
    }

    public boolean accepted() {
        return verdict.isEmpty();
    }
}
