package io.mindstream.curriculum;

import io.mindstream.samples.Sample;

/**
 * A sample as it came from the topic.
 *
 * @param avro the record's own bytes, kept as they are
 */
record Incoming(Sample sample, byte[] avro) {}
