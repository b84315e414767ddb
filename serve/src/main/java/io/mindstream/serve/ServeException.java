package io.mindstream.serve;

/** The server cannot start or go on. The message is one line that names the address, file or topic. */
public final class ServeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServeException(String message) {
        super(message);
    }

    public ServeException(String message, Throwable cause) {
        super(message, cause);
    }
}
