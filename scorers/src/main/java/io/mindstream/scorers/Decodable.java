package io.mindstream.scorers;

import java.util.Optional;

/** The bytes are a picture in a format that we read, of at most {@link PictureEvidence#MAX_PIXELS} pixels. */
final class Decodable implements PictureRule {
    @Override
    public String name() {
        return "picture-decodes";
    }

    @Override
    public Optional<String> problem(PictureEvidence evidence) {
        return evidence.picture().isPresent() ? Optional.empty() : Optional.of(evidence.problem());
    }
}
