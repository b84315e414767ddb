package io.mindstream.samples;

import java.util.List;
import java.util.Objects;

/**
 * One observation to be made: consumes credits of its stage and label and ends in exactly one {@link RequestEnd}. Carries all that
 * decides the result, so the same request gives the same pixels, text and ids.
 *
 * @param id unique; names the epoch and the count it was made at: a {@link RequestId} as text
 * @param label that the first sample of the observation should carry
 * @param source name of the source to draw from
 * @param seed to draw with
 * @param budget most samples it may yield, all of them debited when it is made
 * @param idsVersion of the density formula to score with
 * @param mastered question families that the model hardly ever fails at in this domain: others go before them
 * @param expiresAt in milliseconds since 1970; a request found later than this is not worked on
 */
public record Request(
        String id,
        Stage stage,
        Label label,
        String source,
        long seed,
        int budget,
        int idsVersion,
        List<String> mastered,
        long expiresAt) {
    public Request {
        Objects.requireNonNull(id, "request.id");
        Objects.requireNonNull(stage, "request.stage");
        Objects.requireNonNull(label, "request.label");
        Objects.requireNonNull(source, "request.source");
        mastered = List.copyOf(mastered);
        if (budget < 1) {
            throw new IllegalArgumentException("request.budget: " + budget + " is less than 1");
        }
    }
}
