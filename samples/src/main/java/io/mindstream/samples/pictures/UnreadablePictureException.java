package io.mindstream.samples.pictures;

/** A file that gives no picture; the message says why, in words that fit behind the file's name. */
public final class UnreadablePictureException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadablePictureException(String reason) {
        super(reason);
    }

    UnreadablePictureException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
