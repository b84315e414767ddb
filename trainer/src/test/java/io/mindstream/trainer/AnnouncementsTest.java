package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.client.TopicWriter;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Rejection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Announcements to writers that wait as a producer does whose broker is away. */
@Timeout(60)
class AnnouncementsTest {
    private final CountDownLatch broker = new CountDownLatch(1);
    private final List<Object> sent = new CopyOnWriteArrayList<>();

    private final Announcements announcements = new Announcements(writer(), writer(), writer(), Duration.ofSeconds(20));

    @Test
    void withoutABrokerTheCallerGoesOnAndOnlyMetricsAndOldAnnouncementsAreLost() {
        for (int i = 0; i < 1000; i++) {
            announcements.metric(new Metric("r", i, 0, Map.of()));
            announcements.checkpoint(checkpoint(i));
        }
        for (int i = 0; i < 500; i++) {
            announcements.rejected(rejection(i));
        }
        assertThat(announcements.announced()).isEmpty();

        broker.countDown();
        announcements.close();

        assertThat(sent.stream().filter(Metric.class::isInstance)).hasSizeBetween(1, 999);
        assertThat(sent.stream().filter(Rejection.class::isInstance)).hasSize(500);
        // The newest, and at most one that was being sent while it came.
        List<Object> checkpoints =
                sent.stream().filter(CheckpointEvent.class::isInstance).toList();
        assertThat(checkpoints).hasSizeLessThanOrEqualTo(2).endsWith(checkpoint(999));
        assertThat(announcements.announced()).isEqualTo(OptionalLong.of(999));
    }

    @Test
    void closingGivesUpOnABrokerThatStaysAway() {
        Announcements impatient = new Announcements(writer(), writer(), writer(), Duration.ofMillis(100));
        impatient.checkpoint(checkpoint(1));

        impatient.close();

        assertThat(sent).isEmpty();
        assertThat(impatient.announced()).isEmpty();
    }

    @Test
    void whatIsAnnouncedLaterIsSentToo() {
        broker.countDown();
        announcements.checkpoint(checkpoint(1));
        await().until(() -> announcements.announced().equals(OptionalLong.of(1)));

        announcements.checkpoint(checkpoint(2));

        await().until(() -> announcements.announced().equals(OptionalLong.of(2)));
        announcements.close();
        assertThat(sent).containsExactly(checkpoint(1), checkpoint(2));
    }

    private <V> TopicWriter<V> writer() {
        return (key, value) -> {
            try {
                broker.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            }
            sent.add(value);
            return CompletableFuture.completedFuture(
                    new RecordMetadata(new TopicPartition("t", 0), sent.size(), 0, 0, 0, 0));
        };
    }

    private static CheckpointEvent checkpoint(long step) {
        return new CheckpointEvent("r", step, URI.create("file:///" + step), 0, 0, Map.of(), 0);
    }

    private static Rejection rejection(int i) {
        return new Rejection("s" + i, "", Rejection.Reason.PICTURE, "", Optional.empty(), 0);
    }
}
