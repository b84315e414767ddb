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
 */
public record Profile(
        PictureSettings picture, GenerationSettings generation, ScoringSettings scoring, StreamSettings stream) {
    public Profile {
        Objects.requireNonNull(picture, "picture");
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(scoring, "scoring");
        Objects.requireNonNull(stream, "stream");
    }
}
