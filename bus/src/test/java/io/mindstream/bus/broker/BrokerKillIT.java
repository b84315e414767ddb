package io.mindstream.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.avro.RandomVocabulary;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Received;
import io.mindstream.bus.client.Start;
import io.mindstream.bus.client.TopicWriter;
import io.mindstream.config.BusSettings;
import io.mindstream.samples.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed keeps what it acknowledged, and the clients that were connected go on with the next one. */
class BrokerKillIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EACH = 200;

    @TempDir
    Path temp;

    @Test
    void everyAcknowledgedRecordSurvivesAKillAndClientsGoOn() throws Exception {
        Path directory = temp.resolve("broker");
        int port = freePort();
        Process child = start(directory, port);
        try {
            String[] serving = serving(child);
            ClusterProperties cluster = ClusterProperties.ofBootstrap(serving[1]);
            Topics topics = Topics.of(new BusSettings(2, 0, 16, 1, 16), "");
            Topic<Outcome> outcomes = topics.outcomes();
            try (TopicAdmin admin = new TopicAdmin(cluster)) {
                admin.ensure(topics.all());
            }
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, new BusSettings(2, 0, 16, 1, 16)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageStartingWith(directory + ": in use by another process");

            List<Received<Outcome>> read = new CopyOnWriteArrayList<>();
            var reading = KafkaFlux.read(cluster, outcomes, ReadOptions.from(Start.earliest()))
                    .subscribe(read::add);
            try (BusProducer producer = new BusProducer(cluster, "survivor")) {
                TopicWriter<Outcome> writer = producer.writer(outcomes);
                write(writer, 0).get(60, TimeUnit.SECONDS);
                child.destroyForcibly().waitFor();

                CompletableFuture<Void> whileAway =
                        CompletableFuture.supplyAsync(() -> write(writer, EACH)).thenCompose(sent -> sent);
                try (EmbeddedBroker again = EmbeddedBroker.start(directory, new BusSettings(2, port, 16, 1, 16))) {
                    assertThat(again.clusterId()).isEqualTo(serving[2]);
                    whileAway.get(60, TimeUnit.SECONDS);
                    Awaitility.await().atMost(PATIENCE).until(() -> read.size() >= 2 * EACH);
                    reading.dispose();
                }
            }
            assertThat(read).extracting(Received::key).doesNotHaveDuplicates().hasSize(2 * EACH);
        } finally {
            child.destroyForcibly();
        }
    }

    private static CompletableFuture<Void> write(TopicWriter<Outcome> writer, int from) {
        CompletableFuture<?>[] sent = new CompletableFuture<?>[EACH];
        for (int i = 0; i < EACH; i++) {
            sent[i] = writer.send("key-" + (from + i), new RandomVocabulary(from + i).outcome());
        }
        return CompletableFuture.allOf(sent);
    }

    private static Process start(Path directory, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The words of the line in which the child says that it serves. */
    private static String[] serving(Process child) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("serving ")) {
                return line.split(" ");
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the broker's process ended:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
