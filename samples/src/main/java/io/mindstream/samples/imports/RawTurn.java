package io.mindstream.samples.imports;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that the user says about a picture.
 *
 * @param question empty for a caption
 * @param reply what is right to say
 * @param options that the reply is one of; empty where there are none
 * @param kind what it is
 */
public record RawTurn(Optional<String> question, String reply, List<String> options, Kind kind) {
    /** Where the words come from, which decides what is asked when there is no question. */
    public enum Kind {
        /** A question and its reply. */
        QUESTION,
        /** A caption: words about the whole picture. */
        CAPTION,
        /** The name of a class: of the folder the picture lies in, of a column, of a {@code .cls} file. */
        LABEL
    }

    public RawTurn {
        Objects.requireNonNull(question, "turn.question");
        Objects.requireNonNull(reply, "turn.reply");
        options = List.copyOf(options);
    }

    public static RawTurn question(String question, String reply) {
        return new RawTurn(Optional.of(question), reply, List.of(), Kind.QUESTION);
    }

    public static RawTurn caption(String words) {
        return new RawTurn(Optional.empty(), words, List.of(), Kind.CAPTION);
    }

    public static RawTurn label(String name) {
        return new RawTurn(Optional.empty(), name, List.of(), Kind.LABEL);
    }
}
