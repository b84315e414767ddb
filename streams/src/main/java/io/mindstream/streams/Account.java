package io.mindstream.streams;

import io.mindstream.samples.Demand;
import java.io.DataInput;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * The credits of one stage and label in one epoch.
 *
 * @param demand the newest
 * @param counts what was made against it
 * @param outstanding requests that have not ended
 */
record Account(Demand demand, Counts counts, int outstanding) {
    /**
     * What is kept beside the demand.
     *
     * @param epoch that is counted
     * @param issued budgets debited less what came back: samples that were accepted or may still be
     * @param made requests made since the epoch began; the next one's number
     */
    record Counts(long epoch, long issued, long made) {
        static final Serde<Counts> SERDE = new VersionedSerde<>(
                "planning counts",
                1,
                (counts, out) -> {
                    out.writeLong(counts.epoch);
                    out.writeLong(counts.issued);
                    out.writeLong(counts.made);
                },
                Counts::read);

        private static Counts read(int version, DataInput in) throws IOException {
            return new Counts(in.readLong(), in.readLong(), in.readLong());
        }
    }

    static Account of(Demand demand) {
        return new Account(demand, new Counts(demand.epoch(), 0, 0), 0);
    }

    String key() {
        return demand.key();
    }

    /** Samples that may still be asked for at this time. */
    long open(long now) {
        return now < demand.expiresAt() ? unissued() : 0;
    }

    /** The same while the demand holds. */
    long unissued() {
        return Math.max(0, demand.granted() - counts.issued);
    }

    Account with(Demand newer) {
        return new Account(newer, counts, outstanding);
    }

    Account debited(int budget) {
        return new Account(demand, new Counts(counts.epoch, counts.issued + budget, counts.made + 1), outstanding + 1);
    }

    Account returned(int unused) {
        return new Account(demand, new Counts(counts.epoch, counts.issued - unused, counts.made), outstanding - 1);
    }

    /** After a restart: one of the requests that had not ended. */
    Account withOutstanding() {
        return new Account(demand, counts, outstanding + 1);
    }
}
