package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

class ThreadReplacementTest {
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final ThreadReplacement replacement = new ThreadReplacement(clock::get);

    @Test
    void waitsLongerWhileThreadsDieOneAfterTheOtherAndStartsAgainAfterACalmMinute() {
        long[] waits = new long[9];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = replacement.nextWait();
            clock.addAndGet(10_000);
        }
        assertThat(waits).containsExactly(100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000);

        clock.addAndGet(60_000);
        assertThat(replacement.nextWait()).isEqualTo(100);
    }

    @Test
    void replacesTheThread() {
        assertThat(replacement.handle(new IllegalStateException("outer", new RuntimeException("first line\nsecond"))))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(replacement.fatal()).isEmpty();
    }

    @Test
    void aFullDiskEndsAllThreads() {
        Exception death = new ProcessorStateException(
                "store",
                new RocksDBException("While appending to file: /d/streams/000012.log: No space left on device"));

        assertThat(replacement.handle(death)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(replacement.fatal()).contains("No space left on device");
    }
}
