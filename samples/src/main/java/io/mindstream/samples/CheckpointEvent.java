package io.mindstream.samples;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A checkpoint that is whole on disk. Announced after the directory was fsynced and renamed.
 *
 * @param run of the trainer
 * @param step of the optimiser
 * @param uri of the directory, in Hugging Face layout
 * @param leaseSequence newest lease that it contains
 * @param samples trained on so far
 * @param metrics figures at that step
 * @param at in milliseconds since 1970
 */
public record CheckpointEvent(
        String run, long step, URI uri, long leaseSequence, long samples, Map<String, Double> metrics, long at) {
    public CheckpointEvent {
        Objects.requireNonNull(run, "checkpoint.run");
        Objects.requireNonNull(uri, "checkpoint.uri");
        metrics = Map.copyOf(metrics);
    }

    /** Key of the {@code checkpoints} topic and name of the checkpoint in replies: {@code run/step}. */
    public String name() {
        return run + "/" + step;
    }
}
