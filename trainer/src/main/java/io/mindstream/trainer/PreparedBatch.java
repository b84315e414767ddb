package io.mindstream.trainer;

import io.mindstream.curriculum.Lease;
import io.mindstream.model.program.Batch;
import io.mindstream.samples.Rejection;
import java.util.List;

/**
 * One lease, ready for the model.
 *
 * @param lease it came from
 * @param rows samples of the lease that could be encoded, in the order of the parts' rows
 * @param parts of about equal cost, padded; none when no sample of the lease could be encoded
 * @param rejected samples of the lease that could not, with the reason
 */
record PreparedBatch(Lease lease, List<Row> rows, List<Batch> parts, List<Rejection> rejected) {
    /** A sample as it was leased, and in tokens. */
    record Row(Lease.Leased leased, SampleEncoder.Encoded encoded) {
        int length() {
            return encoded.example().tokens().length;
        }
    }
}
