package io.mindstream.curriculum;

import io.mindstream.samples.Outcome;
import io.mindstream.samples.Sample;

/**
 * A sample and what the trainer learnt of it.
 *
 * @param outcome of that sample
 */
public record TrainedSample(Sample sample, Outcome outcome) {}
