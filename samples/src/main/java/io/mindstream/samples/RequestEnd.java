package io.mindstream.samples;

import java.util.Objects;

/**
 * How a request ended; there is exactly one for each. What was not used of the budget goes back to the credits of stage and label.
 *
 * @param used samples that were accepted
 * @param returned budget of the request less {@code used}
 */
public record RequestEnd(String requestId, Stage stage, Label label, Kind kind, int used, int returned) {
    /** The three ways to end. */
    public enum Kind {
        /** At least one sample was accepted. */
        ACCEPTED,
        /** Nothing was accepted; the reasons are on the {@code rejected} topic. */
        REJECTED,
        /** It was found, or given up on, after its time. */
        EXPIRED
    }

    public RequestEnd {
        Objects.requireNonNull(requestId, "requestEnd.requestId");
        Objects.requireNonNull(stage, "requestEnd.stage");
        Objects.requireNonNull(label, "requestEnd.label");
        Objects.requireNonNull(kind, "requestEnd.kind");
    }
}
