package io.mindstream.curriculum;

import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.util.List;

/**
 * Samples handed out to be trained on, in order.
 *
 * @param sequence counts leases from 1 without gaps; a checkpoint records the newest that it contains
 * @param attempt 0 at first; one more each time that the same lease is handed out again after a restore
 */
public record Lease(long sequence, int attempt, List<Leased> samples) {
    public Lease {
        samples = List.copyOf(samples);
    }

    /**
     * One sample of a lease.
     *
     * @param stage that it was taken for
     * @param bucket difficulty that it was queued under, 0 is the easiest
     */
    public record Leased(Sample sample, Stage stage, int bucket) {}
}
