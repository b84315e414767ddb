package io.mindstream.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterPropertiesTest {
    @TempDir
    Path temp;

    @Test
    void aFileGivesEveryClientItsSecurityAndKeepsOurKeysOut() throws IOException {
        Path file = Files.writeString(
                temp.resolve("kafka.properties"),
                """
                bootstrap.servers = a.example:9093, b.example:9093
                security.protocol = SASL_SSL
                sasl.mechanism = SCRAM-SHA-512
                enable.auto.commit = true
                acks = 0
                topic.prefix = team.
                replication.factor = 3
                topics.precreated = true
                """
                        .replace(", b", ",b"));

        ClusterProperties cluster = ClusterProperties.ofFile(file);

        assertThat(cluster.topicPrefix()).isEqualTo("team.");
        assertThat(cluster.replicationFactor()).isEqualTo((short) 3);
        assertThat(cluster.topicsPrecreated()).isTrue();
        assertThat(cluster.bootstrap()).isEqualTo("a.example:9093,b.example:9093");
        for (var client : java.util.List.of(
                cluster.producer("x"), cluster.consumer("x"), cluster.admin("x"), cluster.streams("x"))) {
            assertThat(client)
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                    .doesNotContainKeys("topic.prefix", "topics.precreated");
        }
        assertThat(cluster.producer("x")).containsEntry("acks", "all").doesNotContainKey("replication.factor");
        assertThat(cluster.consumer("x")).containsEntry("enable.auto.commit", false);
        assertThat(cluster.streams("curation"))
                .containsEntry("application.id", "team.curation")
                .containsEntry("replication.factor", 3);
    }

    @Test
    void kafkaAcceptsWhatWeDerive() {
        ClusterProperties cluster = ClusterProperties.ofBootstrap("127.0.0.1:9092");
        assertThat(new ProducerConfig(cluster.producer("p")).getString("acks")).isEqualTo("-1");
        assertThat(new ConsumerConfig(cluster.consumer("c")).getString("isolation.level"))
                .isEqualTo("read_committed");
        assertThat(new AdminClientConfig(cluster.admin("a")).getString("client.id"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'security.protocol=SSL' | bootstrap.servers: missing",
                "'bootstrap.servers=nowhere' | bootstrap.servers: 'nowhere' is not host:port",
                "'bootstrap.servers=a:1\\nreplication.factor=0' | replication.factor: '0' is not a number of at least 1",
                "'bootstrap.servers=a:1\\nreplication.factor=two' | replication.factor: 'two' is not a number of at least 1",
                "'bootstrap.servers=a:1\\ntopics.precreated=yes' | topics.precreated: 'yes' is neither true nor false",
                "'bootstrap.servers=a:1\\ntopic.prefix=a b' | topic.prefix: 'a b' holds more than letters",
            })
    void aBadKeyIsNamedWithItsFile(String content, String problem) throws IOException {
        Path file = Files.writeString(temp.resolve("kafka.properties"), content.replace("\\n", "\n"));
        assertThatThrownBy(() -> ClusterProperties.ofFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": " + problem);
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = temp.resolve("none.properties");
        assertThatThrownBy(() -> ClusterProperties.ofFile(file)).hasMessage(file + ": no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", "localhost:port", "a:1 b:2"})
    void anAddressWithoutPortIsRefused(String address) {
        assertThatThrownBy(() -> ClusterProperties.ofBootstrap(address))
                .hasMessage("bootstrap: '" + address + "' is not host:port");
    }
}
