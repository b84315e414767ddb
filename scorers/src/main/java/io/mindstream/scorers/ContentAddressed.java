package io.mindstream.scorers;

import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import java.util.Optional;

/** The sample's id is that of its content, and it shows the observation's picture under the observation's content key. */
final class ContentAddressed implements SampleRule {
    @Override
    public String name() {
        return "content-id";
    }

    @Override
    public Rejection.Reason reason() {
        return Rejection.Reason.QUALITY;
    }

    @Override
    public Optional<String> problem(Observation observation, Sample sample) {
        String id = Sample.id(sample.images(), sample.turns());
        if (!id.equals(sample.id())) {
            return Optional.of("id '" + sample.id() + "' where the content hashes to '" + id + "'");
        }
        if (sample.images().stream()
                .noneMatch(image -> image.sha256().equals(observation.image().sha256()))) {
            return Optional.of("images do not hold the observation's "
                    + observation.image().sha256());
        }
        String key = sample.provenance().contentKey();
        return key.equals(observation.contentKey())
                ? Optional.empty()
                : Optional.of("provenance.contentKey '" + key + "' is not the observation's '"
                        + observation.contentKey() + "'");
    }
}
