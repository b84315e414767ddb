package io.mindstream.curriculum;

import io.mindstream.curriculum.Counters.Counter;
import java.util.function.LongSupplier;

/**
 * Who may lease and acknowledge. A token is a number that grows with each claim, on disk too, so that of two owners only the later one
 * counts. The database's lock keeps other processes out, so a claim after the death of a process never waits; inside one process a run
 * that is at work is not pushed out by another before it has been silent for a time.
 */
final class Ownership {
    private final Counters counters;
    private final LongSupplier clock;
    private final long timeout;
    private String run = "";
    private long lastSeen;
    private boolean restored;

    /**
     * @param clock milliseconds since 1970
     * @param timeout milliseconds of silence after which another run may take over
     */
    Ownership(Counters counters, LongSupplier clock, long timeout) {
        this.counters = counters;
        this.clock = clock;
        this.timeout = timeout;
    }

    long claim(QueueBatch batch, String claimant) {
        long silent = clock.getAsLong() - lastSeen;
        if (!run.isEmpty() && !run.equals(claimant) && silent < timeout) {
            throw new QueueException("queue: run '" + run + "' has it open and was active " + silent
                    + " ms ago; stop that run, or wait " + "queue.ownerTimeout, " + timeout + " ms");
        }
        run = claimant;
        restored = false;
        lastSeen = clock.getAsLong();
        return counters.next(batch, Counter.TOKEN);
    }

    /** @throws StaleOwnerException unless the token is the one in force */
    void require(long token) {
        if (run.isEmpty() || token != counters.get(Counter.TOKEN)) {
            throw new StaleOwnerException(token, counters.get(Counter.TOKEN), run);
        }
        lastSeen = clock.getAsLong();
    }

    void requireRestored(long token) {
        require(token);
        if (!restored) {
            throw new QueueException("queue: run '" + run
                    + "' must say which checkpoint it goes on from (restore, 0 for none) before it " + "leases");
        }
    }

    void restored() {
        restored = true;
    }

    void release(long token) {
        require(token);
        run = "";
    }

    /** Name of the run that has the queue open, or empty. */
    String run() {
        return run;
    }
}
