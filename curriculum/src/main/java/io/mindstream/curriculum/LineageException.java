package io.mindstream.curriculum;

/** A checkpoint and the queue do not belong together: the queue cannot hand out again what the checkpoint lacks. */
public final class LineageException extends QueueException {
    private static final long serialVersionUID = 1L;

    LineageException(String message) {
        super(message);
    }
}
