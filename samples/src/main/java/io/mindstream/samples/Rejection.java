package io.mindstream.samples;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that will not be trained, and why.
 *
 * @param id of the sample, or of the request when there is no sample yet, or {@code topic-partition@offset} of a record nobody could read
 * @param requestId or empty
 * @param reason what rule it broke
 * @param detail the figures or words behind the reason, for people
 * @param sample what was rejected, where it got that far
 * @param at in milliseconds since 1970
 */
public record Rejection(String id, String requestId, Reason reason, String detail, Optional<Sample> sample, long at) {
    /** The rules. */
    public enum Reason {
        /** Too little to ask about: IDS below the threshold. */
        DENSITY,
        /** The scene's key belongs to the probe or the test split. */
        HELD_OUT,
        /** The same pixels, messages and answer were accepted before. */
        DUPLICATE,
        /** Too like an accepted picture. */
        NEAR_DUPLICATE,
        /** A quality rule does not hold: empty or overlong text, reply that its own answer refuses, a turn that answers another. */
        QUALITY,
        /** The label is no leaf of the trees. */
        LABEL,
        /** The picture cannot be decoded or has the wrong size. */
        PICTURE,
        /** The record cannot be read. */
        MALFORMED,
        /** The source could not make it. */
        FAILED
    }

    public Rejection {
        Objects.requireNonNull(id, "rejection.id");
        Objects.requireNonNull(requestId, "rejection.requestId");
        Objects.requireNonNull(reason, "rejection.reason");
        Objects.requireNonNull(detail, "rejection.detail");
        Objects.requireNonNull(sample, "rejection.sample");
    }
}
