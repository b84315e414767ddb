package io.mindstream.curriculum;

import io.mindstream.samples.Outcome;
import io.mindstream.samples.Sample;

/** How the queue's records are written. */
record QueueCodecs(RecordCodec<Sample> samples, RecordCodec<Outcome> outcomes) {}
