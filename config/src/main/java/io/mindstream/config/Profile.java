package io.mindstream.config;

import io.mindstream.config.QueueSettings.LabelFigure;
import java.util.List;

/**
 * All settings of a run, one section a room. Defaults stand in {@code profiles/nano.yaml} and nowhere else; a user's file names only
 * what it changes.
 *
 * @param name where the settings come from, for messages: a built-in profile or a file, and whether some were given one by one
 * @param labels the label trees
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
        String name,
        LabelSettings labels,
        PictureSettings picture,
        GenerationSettings generation,
        ScoringSettings scoring,
        StreamSettings stream,
        QueueSettings queue,
        TrainerSettings trainer,
        ServeSettings serve,
        BusSettings bus) {
    public Profile {
        Check.that(labels != null, "labels", "a map is expected");
        Check.that(picture != null, "picture", "a map is expected");
        Check.that(generation != null, "generation", "a map is expected");
        Check.that(scoring != null, "scoring", "a map is expected");
        Check.that(stream != null, "stream", "a map is expected");
        Check.that(queue != null, "queue", "a map is expected");
        Check.that(trainer != null, "trainer", "a map is expected");
        Check.that(serve != null, "serve", "a map is expected");
        Check.that(bus != null, "bus", "a map is expected");
        requirePaths(labels, "queue.labelWeights", queue.labelWeights());
        requirePaths(labels, "queue.initialDifficulty", queue.initialDifficulty());
    }

    /** A figure for labels that nothing can carry would be ignored without a word. */
    private static void requirePaths(LabelSettings labels, String field, List<LabelFigure> figures) {
        figures.forEach(
                figure -> Check.that(labels.contain(figure.path()), field, figure.path() + ": in neither label tree"));
    }
}
