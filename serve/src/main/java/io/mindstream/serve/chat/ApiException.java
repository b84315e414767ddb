package io.mindstream.serve.chat;

/** A request that is answered with an error. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public ApiException(ApiError error) {
        // No stack trace: it is an answer, and clients could make us fill in thousands a second.
        super(error.message(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
