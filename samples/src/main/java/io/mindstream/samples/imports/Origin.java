package io.mindstream.samples.imports;

/**
 * Where a record stands in the user's material, for people to find it.
 *
 * @param file as it was named, with the path below the folder that was given; {@code topic-partition} for a topic
 * @param line of the file, from 1; the number of the element in an array or archive; 0 for the file as a whole; the offset and one for a
 *     topic
 * @param mark between the two
 */
public record Origin(String file, long line, char mark) {
    public Origin(String file, long line) {
        this(file, line, ':');
    }

    /** Of a record in a topic. */
    public static Origin offset(String topicPartition, long offset) {
        return new Origin(topicPartition, offset + 1, '@');
    }

    /** {@code file:line}, {@code file}, or {@code topic-partition@offset}. */
    @Override
    public String toString() {
        return mark == '@' ? file + mark + (line - 1) : line == 0 ? file : file + mark + line;
    }
}
