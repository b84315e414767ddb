package io.mindstream.scorers;

import io.mindstream.samples.Hashes;
import java.util.Optional;

/** The bytes are those that the reference names: same length, same SHA-256. */
final class HashMatches implements PictureRule {
    @Override
    public String name() {
        return "picture-hash";
    }

    @Override
    public Optional<String> problem(PictureEvidence evidence) {
        if (evidence.bytes().length != evidence.ref().size()) {
            return Optional.of(evidence.bytes().length + " bytes where the reference names "
                    + evidence.ref().size());
        }
        String hash = Hashes.sha256Hex(evidence.bytes());
        return hash.equals(evidence.ref().sha256())
                ? Optional.empty()
                : Optional.of("the bytes hash to " + hash + ", the reference says "
                        + evidence.ref().sha256());
    }
}
