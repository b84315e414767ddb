package io.mindstream.samples.imports;

/** A record that cannot be taken; the message names the field and says why. */
public final class BadRecordException extends Exception {
    private static final long serialVersionUID = 1;

    public BadRecordException(String reason) {
        super(reason);
    }
}
