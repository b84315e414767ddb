package io.mindstream.curriculum;

/** The queue cannot do what it was asked. The message is one line that names the directory, topic or lease and says what to do. */
public class QueueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueException(String message) {
        super(message);
    }

    public QueueException(String message, Throwable cause) {
        super(message, cause);
    }
}
