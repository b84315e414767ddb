package io.mindstream.curriculum;

/** The queue's stored offsets do not fit the topic it is shown: another cluster, a topic made anew, or records that are gone. */
public final class TopicMismatchException extends QueueException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(String message) {
        super(message);
    }
}
