package io.mindstream.samples.exports;

import io.mindstream.samples.Sample;
import java.io.IOException;

/** Writes samples in some format into a directory, one by one; the same samples in the same order give the same files. */
public interface SampleWriter extends AutoCloseable {
    /**
     * Writes one.
     *
     * @throws IOException naming the file that cannot be written, or the picture that cannot be read
     */
    void write(Sample sample) throws IOException;

    /** Ends the files. */
    @Override
    void close() throws IOException;
}
