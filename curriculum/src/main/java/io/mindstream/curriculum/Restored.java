package io.mindstream.curriculum;

/**
 * What a restore found.
 *
 * @param sequence newest lease that counts as trained; the trainer's own count goes on from here, also in a new lineage
 * @param finalised leases that the checkpoint contained without the queue knowing of it
 * @param again leases that will be handed out again
 * @param unacknowledged of those finalised, leases whose outcomes were never given
 */
public record Restored(long sequence, long finalised, long again, long unacknowledged) {}
