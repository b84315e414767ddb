package io.mindstream.samples;

import java.util.Objects;

/**
 * What the queue wants next. Credits are cumulative: the stream may have produced as many samples under this stage and label, since the
 * epoch began, as are granted, and no more. A demand that is not renewed expires, so a dead trainer leaves no standing demand.
 *
 * @param granted samples granted since the epoch began; never falls within an epoch
 * @param epoch identity of the queue's count: a new queue starts a new, higher epoch
 * @param expiresAt in milliseconds since 1970; after it nothing is generated for this demand
 */
public record Demand(Stage stage, Label label, long granted, long epoch, long expiresAt) {
    public Demand {
        Objects.requireNonNull(stage, "demand.stage");
        Objects.requireNonNull(label, "demand.label");
    }

    /** Key of the {@code demand} topic: {@code stage/label}. */
    public String key() {
        return key(stage, label);
    }

    public static String key(Stage stage, Label label) {
        return stage + "/" + label.key();
    }
}
