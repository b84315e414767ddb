package io.mindstream.streams;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that dies, says why in one line, and waits longer and longer while threads die one after the other: nothing
 * was committed of what they did, so the next one starts where the last commit was. A thread that its disk fails would die for ever:
 * then all end.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Duration CALM = Duration.ofMinutes(1);
    private static final long LONGEST_WAIT = 5000;
    /** As the system words them; RocksDB and Kafka hand them on in exceptions of their own. */
    private static final List<String> OF_THE_DISK = List.of("No space left on device", "Read-only file system");

    private final LongSupplier clock;
    private long lastDeath;
    private long wait;
    private volatile String fatal;

    /**
     * @param clock in milliseconds
     */
    ThreadReplacement(LongSupplier clock) {
        this.clock = clock;
        this.lastDeath = clock.getAsLong() - CALM.toMillis();
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable death) {
        Optional<String> disk = ofTheDisk(death);
        if (disk.isPresent()) {
            fatal = disk.get();
            LOG.debug("The death of the stream thread", death);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        long delay = nextWait();
        LOG.error("A stream thread died and is replaced in {} ms: {}", delay, reason(death));
        LOG.debug("The death of the stream thread", death);
        try {
            TimeUnit.MILLISECONDS.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Why no thread is replaced any more, in the system's words; empty while they are. */
    Optional<String> fatal() {
        return Optional.ofNullable(fatal);
    }

    private static Optional<String> ofTheDisk(Throwable death) {
        for (Throwable cause = death; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            Optional<String> found =
                    OF_THE_DISK.stream().filter(message::contains).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** 100 ms after a calm minute, then twice as long each time. */
    synchronized long nextWait() {
        long now = clock.getAsLong();
        wait = now - lastDeath >= CALM.toMillis() ? 100 : Math.min(LONGEST_WAIT, wait * 2);
        lastDeath = now;
        return wait;
    }

    /** The innermost message, behind the names of what wraps it. */
    private static String reason(Throwable death) {
        Throwable cause = death;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getClass().getSimpleName() + ": " + message;
    }
}
