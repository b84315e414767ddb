package io.mindstream.bus;

/** Something is wrong with a topic, a cluster or the embedded broker. The message is one line that names it. */
public class BusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusException(String message) {
        super(message);
    }

    public BusException(String message, Throwable cause) {
        super(message, cause);
    }
}
