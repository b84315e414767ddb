package io.mindstream.curriculum;

import io.mindstream.samples.Label;
import io.mindstream.samples.Stage;

/**
 * One first-in-first-out line of the queue.
 *
 * @param bucket difficulty, 0 is the easiest
 */
public record Cell(Stage stage, int bucket, Label label) {}
