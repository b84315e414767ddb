package io.mindstream.serve.engine;

/** Why a reply ended. */
public enum Finish {
    /** The model said so, or a stop string came. */
    STOP("stop"),
    /** As long as allowed. */
    LENGTH("length"),
    /** The client did not want more of it. Only seen on WebSockets. */
    ABORT("abort");

    private final String text;

    Finish(String text) {
        this.text = text;
    }

    /** As {@code finish_reason} has it. */
    public String text() {
        return text;
    }
}
