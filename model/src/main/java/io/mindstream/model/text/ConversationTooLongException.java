package io.mindstream.model.text;

/** A conversation takes more tokens than allowed. */
public final class ConversationTooLongException extends IllegalArgumentException {
    private final int tokens;
    private final int limit;

    ConversationTooLongException(int tokens, int pictureTokens, int limit) {
        super("messages: " + tokens + " tokens, " + pictureTokens + " of them for pictures, are more than the limit of "
                + limit);
        this.tokens = tokens;
        this.limit = limit;
    }

    public int tokens() {
        return tokens;
    }

    public int limit() {
        return limit;
    }
}
