package io.mindstream.curriculum;

import java.nio.charset.StandardCharsets;

/** The column families of the queue's database. All numbers in keys are big-endian, so that the order of keys is the order of numbers. */
enum Family {
    /** Counter name to number; see {@link Counters}. */
    COUNTERS,
    /** Label number to label key. */
    LABELS,
    /** Arrival number to {@link SampleRow}: an append-only key, so that samples leave in about the order in which they came. */
    SAMPLES,
    /** {@link IndexKey} to the bits of all stages that the sample waits under. */
    INDEX,
    /** Sample id to arrival number, for samples accepted in the past too. */
    SEEN,
    /** Arrival number to sample id: the order in which {@link #SEEN} forgets. */
    SEEN_ORDER,
    /** Lease sequence to {@link LeaseRow}. */
    LEASES,
    /** Lease sequence to the outcomes that wait for a checkpoint. */
    ACKS,
    /** Checkpoint number to {@link CheckpointMark}. */
    CHECKPOINTS,
    /** Number to {@link OutboxEntry}. */
    OUTBOX,
    /** Where the samples topic has been read to, and which topic that was. */
    OFFSETS,
    /** Demand key to {@link Credit}. */
    CREDITS;

    byte[] columnFamily() {
        return name().toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
