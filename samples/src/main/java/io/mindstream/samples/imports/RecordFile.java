package io.mindstream.samples.imports;

import java.io.IOException;

/** A file that holds records. */
public interface RecordFile {
    /**
     * Reads it from the beginning to the end, or until the sink has enough.
     *
     * @param skip so many records at the beginning were read another time
     * @throws IOException naming the file, when it cannot be read any further
     */
    void read(long skip, RecordSink sink) throws IOException;
}
