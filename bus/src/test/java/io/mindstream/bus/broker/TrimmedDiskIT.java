package io.mindstream.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.TopicWriter;
import io.mindstream.config.BusSettings;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was consumed and trimmed leaves the disk by itself: a stream that never stops does not fill it. */
class TrimmedDiskIT {
    private static final BusSettings SETTINGS = new BusSettings(1, 0, 16, 1, 16);
    private static final int SEGMENT = 16 * 1024 * 1024;
    private static final int SAMPLES = 4 * SEGMENT / ImageRef.MAX_INLINE;

    @TempDir
    Path temp;

    @Test
    void trimmedSegmentsLeaveTheDisk() {
        Path directory = temp.resolve("broker");
        Topic<Sample> samples = Topics.of(SETTINGS, "").samples();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS);
                TopicAdmin admin = new TopicAdmin(broker.cluster());
                BusProducer producer = new BusProducer(broker.cluster(), "test")) {
            admin.ensure(List.of(samples));
            TopicWriter<Sample> writer = producer.writer(samples);
            for (int i = 0; i < SAMPLES; i++) {
                Sample sample = sample(i);
                writer.send(sample.id(), sample);
            }
            producer.flush();
            assertThat(admin.endOffsets(samples)).containsEntry(0, (long) SAMPLES);
            Path log = directory.resolve(samples.name() + "-0");
            assertThat(bytes(log)).isGreaterThan(4L * SEGMENT);

            admin.trim(samples, admin.endOffsets(samples));

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> bytes(log) < SEGMENT / 4);
            assertThat(admin.endOffsets(samples)).containsEntry(0, (long) SAMPLES);
        }
    }

    private static Sample sample(int seed) {
        byte[] picture = new byte[ImageRef.MAX_INLINE];
        new Random(seed).nextBytes(picture);
        Turn turn = new Turn("family", "d/e/f", "What is it?", "Noise.", new Answer.Exact("Noise"));
        return Sample.of(
                List.of(ImageRef.inline(picture, 64, 64)),
                List.of(turn),
                new Label("a/b/c", "d/e/f"),
                new Ids(0, 0, 0, 0, 0, 1),
                Set.of(Stage.KNOWLEDGE),
                new Provenance("noise", seed, 1, "request", "noise"));
    }

    /** Of the segments alone: index files of the active segment are sparse and look larger than they are. */
    private static long bytes(Path log) {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(TrimmedDiskIT::size)
                    .sum();
        } catch (IOException e) {
            // A segment left between the listing and the look at it.
            return Long.MAX_VALUE;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
