package io.mindstream.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.config.BusSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final BusSettings SETTINGS = new BusSettings(2, 0, 16, 1, 16);
    private static final int SEGMENT = 16 * 1024 * 1024;

    @TempDir
    Path temp;

    @Test
    void aSecondStartHasTheSameClusterAndData() throws Exception {
        Path directory = temp.resolve("broker");
        Topics topics = Topics.of(SETTINGS, "");
        String cluster;
        String topicId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS);
                TopicAdmin admin = new TopicAdmin(broker.cluster());
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(broker.cluster().producer("test"))) {
            cluster = broker.clusterId();
            admin.ensure(topics.all());
            topicId = admin.topicId(topics.samples());
            producer.send(new ProducerRecord<>(topics.samples().name(), 1, "key", new byte[20_000]))
                    .get(30, TimeUnit.SECONDS);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, SETTINGS);
                TopicAdmin admin = new TopicAdmin(broker.cluster())) {
            assertThat(broker.clusterId()).isEqualTo(cluster).isEqualTo(admin.clusterId());
            assertThat(admin.topicId(topics.samples())).isEqualTo(topicId);
            assertThat(admin.endOffsets(topics.samples())).isEqualTo(Map.of(0, 0L, 1, 1L));
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS))
                    .isInstanceOf(BrokerException.class)
                    .hasMessage(directory + ": in use by another broker of this process");
        }
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            BusSettings settings = new BusSettings(2, taken.getLocalPort(), 16, 1, 16);
            assertThatThrownBy(() -> EmbeddedBroker.start(temp.resolve("broker"), settings))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageStartingWith("127.0.0.1:" + taken.getLocalPort() + ": ")
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertRefused(file.resolve("broker"), "cannot be made a directory");
        assertRefused(file, "cannot be made a directory");

        Path readOnly = Files.createDirectory(
                temp.resolve("read-only"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        // Permissions do not hold root back; the process file system does.
        Path refusing = Files.isWritable(readOnly) ? Path.of("/proc/mindstream") : readOnly;
        assertRefused(refusing, "");
    }

    @Test
    void aFullDiskIsNamed() {
        Path directory = temp.resolve("broker");
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0, SEGMENT, Long.MAX_VALUE, status -> {}))
                .isInstanceOf(BrokerException.class)
                .hasMessageStartingWith(directory + ": disk full: ");
    }

    @Test
    void somebodyElsesDirectoryIsLeftAlone() throws IOException {
        Path photos = Files.createDirectory(temp.resolve("photos"));
        Files.writeString(photos.resolve("cat.png"), "meow");
        assertRefused(photos, "holds other files (cat.png)");
        assertThat(photos).isDirectoryNotContaining(path -> !path.endsWith("cat.png"));

        Path kafka = Files.createDirectory(temp.resolve("kafka"));
        Path meta = Files.writeString(kafka.resolve("meta.properties"), "version=1\nnode.id=1\ncluster.id=x\n");
        assertThatThrownBy(() -> EmbeddedBroker.start(kafka, SETTINGS))
                .isInstanceOf(BrokerException.class)
                .hasMessageStartingWith(meta + ": formatted by another Kafka broker");

        Path newer = Files.createDirectory(temp.resolve("newer"));
        Files.writeString(newer.resolve(BrokerDirectory.MARKER), "version=99\n");
        assertRefused(newer, "version=99");
    }

    private static void assertRefused(Path directory, String problem) {
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, SETTINGS))
                .isInstanceOf(BrokerException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
