package io.mindstream.trainer;

import io.mindstream.curriculum.Lease;
import io.mindstream.model.program.Batch;
import io.mindstream.samples.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * One lease, ready for the model.
 *
 * @param lease it came from
 * @param leased samples of the lease that could be encoded, in the batch's order
 * @param encoded the same, in tokens
 * @param batch padded; empty when no sample of the lease could be encoded
 * @param rejected samples of the lease that could not, with the reason
 */
record PreparedBatch(
        Lease lease,
        List<Lease.Leased> leased,
        List<SampleEncoder.Encoded> encoded,
        Optional<Batch> batch,
        List<Rejection> rejected) {}
