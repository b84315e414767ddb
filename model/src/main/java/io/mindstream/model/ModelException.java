package io.mindstream.model;

/** A checkpoint, configuration or input that the model cannot take. The message names the file and the field or tensor. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
