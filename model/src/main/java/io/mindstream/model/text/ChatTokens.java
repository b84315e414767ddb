package io.mindstream.model.text;

import java.util.Arrays;
import java.util.List;

/**
 * A conversation in tokens.
 *
 * @param tokens ids
 * @param replies where the assistant's replies stand, in order; empty for a prompt
 */
public record ChatTokens(int[] tokens, List<Span> replies) {
    /** Label of a token that is not learnt; {@code ignore_index} of PyTorch's cross entropy. */
    public static final int IGNORED = -100;

    /**
     * A reply: its text and the {@code <|im_end|>} after it.
     *
     * @param start first token
     * @param end after the last token
     */
    public record Span(int start, int end) {}

    public ChatTokens {
        replies = List.copyOf(replies);
    }

    public int length() {
        return tokens.length;
    }

    /**
     * What is to be learnt at each position: the token of the same position (not shifted, as Hugging Face's models take labels) inside
     * replies, {@link #IGNORED} elsewhere.
     */
    public int[] labels() {
        int[] labels = new int[tokens.length];
        Arrays.fill(labels, IGNORED);
        for (Span reply : replies) {
            System.arraycopy(tokens, reply.start, labels, reply.start, reply.end - reply.start);
        }
        return labels;
    }
}
