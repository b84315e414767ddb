package io.mindstream.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How far a long write has come: a line that is overwritten on a terminal, else a new line every ten seconds. */
final class WriteProgress implements LongConsumer {
    private final PrintWriter err;
    private final long all;
    private final boolean terminal = System.console() != null;
    private final long start = System.nanoTime();
    private long next = start + interval();
    private long done;

    /** @param all bytes to be written */
    WriteProgress(PrintWriter err, long all) {
        this.err = err;
        this.all = all;
    }

    private long interval() {
        return terminal ? 250_000_000L : 10_000_000_000L;
    }

    @Override
    public void accept(long bytes) {
        done += bytes;
        long now = System.nanoTime();
        if (now < next && !(terminal && done >= all)) {
            return;
        }
        next = now + interval();
        double rate = done / ((now - start) / 1e9);
        err.printf(
                Locale.ROOT,
                "%s%s of %s, %s/s, %.0f s left  %s",
                terminal ? "\r" : "",
                ByteSize.text(done),
                ByteSize.text(all),
                ByteSize.text((long) rate),
                Math.max(0, (all - done) / rate),
                terminal && done < all ? "" : "\n");
        err.flush();
    }

    /** Seconds since the start. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
