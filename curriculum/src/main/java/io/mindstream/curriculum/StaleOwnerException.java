package io.mindstream.curriculum;

/** The caller no longer owns the queue: another run has opened it since, and nothing that the caller still holds counts. */
public final class StaleOwnerException extends QueueException {
    private static final long serialVersionUID = 1L;

    StaleOwnerException(long token, long current, String owner) {
        super("queue: owner token " + token + " is stale; token " + current + " of "
                + (owner.isEmpty() ? "nobody" : "run '" + owner + "'")
                + " is in force. Stop this trainer or open the queue again");
    }
}
