package io.mindstream.bus.client;

import io.mindstream.bus.MalformedRecordException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * How a topic is read.
 *
 * @param start where
 * @param clientId for the broker's logs and quotas
 * @param maxBuffered most records that wait, decoded by nobody yet, for a subscriber that does not ask
 * @param patience how long reading may fail before the subscriber gets the error; wrong credentials, missing topics and offsets that do
 *     not exist are errors at once
 * @param onMalformed called on the reading thread for each record that nobody can read; reading goes on after it
 */
public record ReadOptions(
        Start start,
        String clientId,
        int maxBuffered,
        Duration patience,
        Consumer<MalformedRecordException> onMalformed) {
    public ReadOptions {
        if (maxBuffered < 1) {
            throw new IllegalArgumentException("maxBuffered: " + maxBuffered + " is less than 1");
        }
    }

    /** 256 records wait at most, five minutes of patience, malformed records are logged. */
    public static ReadOptions from(Start start) {
        return new ReadOptions(
                start, "reader", 256, Duration.ofMinutes(5), e -> LoggerFactory.getLogger(KafkaFlux.class)
                        .warn("Skipped a record: {}", e.getMessage()));
    }

    public ReadOptions clientId(String id) {
        return new ReadOptions(start, id, maxBuffered, patience, onMalformed);
    }

    public ReadOptions maxBuffered(int records) {
        return new ReadOptions(start, clientId, records, patience, onMalformed);
    }

    public ReadOptions patience(Duration duration) {
        return new ReadOptions(start, clientId, maxBuffered, duration, onMalformed);
    }

    public ReadOptions onMalformed(Consumer<MalformedRecordException> handler) {
        return new ReadOptions(start, clientId, maxBuffered, patience, handler);
    }
}
