package io.mindstream.samples;

import java.util.Objects;

/**
 * One picture with the facts known about it.
 *
 * @param source the name of the source that made it
 * @param seed that the source drew it from: same source, version, profile and seed give the same pixels
 * @param image the picture
 * @param contentKey canonical description of the scene, prefixed by the source: equal for scenes that a viewer would call the same;
 *     decides the split
 * @param domain leaf of the domain tree, {@code L1/L2/L3}
 * @param facts what it was drawn from
 */
public record Observation(String source, long seed, ImageRef image, String contentKey, String domain, Facts facts) {
    public Observation {
        Objects.requireNonNull(source, "observation.source");
        Objects.requireNonNull(image, "observation.image");
        Objects.requireNonNull(contentKey, "observation.contentKey");
        Objects.requireNonNull(domain, "observation.domain");
        Objects.requireNonNull(facts, "observation.facts");
    }

    public Split split() {
        return Split.of(contentKey);
    }
}
