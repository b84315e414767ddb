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
        int port = BrokerProcess.freePort();
        Process child = BrokerProcess.start(directory, port);
        try {
            String[] serving = BrokerProcess.serving(child);
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
}
