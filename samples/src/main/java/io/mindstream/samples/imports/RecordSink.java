package io.mindstream.samples.imports;

import java.io.IOException;

/** Takes the records of a file one by one, in their order, before the next is read. */
public interface RecordSink {
    void record(Origin origin, RawRecord record) throws IOException;

    /** Of a record that cannot be taken, or of a whole file. */
    void bad(Origin origin, String reason) throws IOException;

    /** Whether more is wanted; otherwise reading ends here, and goes on with the next record another time. */
    boolean more();
}
