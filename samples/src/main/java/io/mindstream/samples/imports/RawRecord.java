package io.mindstream.samples.imports;

import java.util.List;
import java.util.Objects;

/**
 * One record of the user's material, read but neither judged nor decoded.
 *
 * @param picture the one that it is about
 * @param turns at least one
 */
public record RawRecord(RawPicture picture, List<RawTurn> turns) {
    public RawRecord {
        Objects.requireNonNull(picture, "record.picture");
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("record.turns: empty");
        }
    }
}
