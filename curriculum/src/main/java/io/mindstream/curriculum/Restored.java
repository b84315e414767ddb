package io.mindstream.curriculum;

/**
 * What a restore found.
 *
 * @param finalised leases that the checkpoint contained without the queue knowing of it
 * @param again leases that will be handed out again
 * @param unacknowledged of those finalised, leases whose outcomes were never given
 */
public record Restored(long finalised, long again, long unacknowledged) {}
