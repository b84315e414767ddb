package io.mindstream.model.image;

/** A picture that cannot be used: not decodable, too large, or of a shape that the model does not take. The message is for people. */
public final class PictureException extends IllegalArgumentException {
    public PictureException(String message) {
        super(message);
    }

    public PictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
