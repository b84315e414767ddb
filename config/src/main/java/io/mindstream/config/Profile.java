package io.mindstream.config;

import java.util.Objects;

/**
 * All settings of a run, one section a room. Defaults stand in {@code profiles/nano.yaml} and nowhere else; a user's file names only
 * what it changes.
 *
 * @param picture size of the pictures that sources draw
 * @param generation what sources draw
 * @param scoring density, quality and duplicates
 * @param stream the topologies
 * @param queue the curriculum queue
 * @param trainer steps, schedule, checkpoints
 * @param serve the endpoint
 * @param bus topics and the embedded broker
 */
public record Profile(
        PictureSettings picture,
        GenerationSettings generation,
        ScoringSettings scoring,
        StreamSettings stream,
        QueueSettings queue,
        TrainerSettings trainer,
        ServeSettings serve,
        BusSettings bus) {
    public Profile {
        Objects.requireNonNull(picture, "picture");
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(scoring, "scoring");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(trainer, "trainer");
        Objects.requireNonNull(serve, "serve");
        Objects.requireNonNull(bus, "bus");
    }
}
