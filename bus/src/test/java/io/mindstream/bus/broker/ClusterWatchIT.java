package io.mindstream.bus.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.ClusterWatch;
import io.mindstream.config.BusSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterWatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aBrokerThatGoesAndComesBackIsOneLineEachWithItsAddress() {
        List<String> said = new CopyOnWriteArrayList<>();
        EmbeddedBroker first = EmbeddedBroker.start(directory, new BusSettings(2, 0, 16, 1, 16));
        ClusterProperties cluster = first.cluster();
        String address = cluster.bootstrap();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        ClusterWatch watch = new ClusterWatch(cluster, said::add);
        try {
            first.close();
            await().atMost(PATIENCE).until(() -> !said.isEmpty());
            try (EmbeddedBroker again = EmbeddedBroker.start(directory, new BusSettings(2, port, 16, 1, 16))) {
                assertThat(again.bootstrap()).isEqualTo(address);
                await().atMost(PATIENCE).until(() -> said.size() > 1);
                assertThat(said)
                        .satisfiesExactly(
                                away -> assertThat(away)
                                        .isEqualTo("Kafka at " + address
                                                + " does not answer; waiting for it to come back"),
                                back -> assertThat(back)
                                        .matches("Kafka at " + address + " answers again, after \\d+ s"));
            }
        } finally {
            watch.close();
            first.close();
        }
    }
}
