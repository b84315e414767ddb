package io.mindstream.samples;

import java.util.Objects;

/**
 * Where a sample came from: enough to make it again.
 *
 * @param source name of the source
 * @param seed the source drew from
 * @param generatorVersion version of the source's and families' code
 * @param requestId the request that asked for it, or empty for imported data
 * @param contentKey of the observation; decides the split
 */
public record Provenance(String source, long seed, int generatorVersion, String requestId, String contentKey) {
    public Provenance {
        Objects.requireNonNull(source, "provenance.source");
        Objects.requireNonNull(requestId, "provenance.requestId");
        Objects.requireNonNull(contentKey, "provenance.contentKey");
    }
}
