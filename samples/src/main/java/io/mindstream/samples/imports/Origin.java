package io.mindstream.samples.imports;

/**
 * Where a record stands in the user's material, for people to find it.
 *
 * @param file as it was named, relative to the folder that was given where there is one
 * @param line of the file, from 1; the number of the element in an array or archive; 0 for the file as a whole
 */
public record Origin(String file, long line) {
    /** {@code file:line}, or {@code file}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
