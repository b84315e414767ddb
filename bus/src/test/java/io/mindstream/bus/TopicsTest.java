package io.mindstream.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.avro.RandomVocabulary;
import io.mindstream.config.BusSettings;
import io.mindstream.samples.Demand;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final BusSettings SETTINGS = new BusSettings(4, 0, 16, 1, 32);

    @Test
    void everyTopicHasItsOwnLegalPrefixedName() {
        Set<String> names = new HashSet<>();
        for (var topic : Topics.of(SETTINGS, "team.a-").all()) {
            Topic.validate(topic.name());
            assertThat(topic.name()).startsWith("team.a-");
            assertThat(names.add(topic.name())).as(topic.name()).isTrue();
        }
        assertThat(names).hasSize(Topics.class.getRecordComponents().length);
    }

    @Test
    void nothingIsKeptWithoutABoundButWhatIsTrimmedOrCompacted() {
        for (var topic : Topics.of(SETTINGS, "").all()) {
            Retention retention = topic.retention();
            if (retention.cleanup() == Retention.Cleanup.DELETE) {
                assertThat(retention.bytes()).as(topic.name()).isPositive();
            }
            assertThat(retention.configs())
                    .containsEntry(TopicConfig.SEGMENT_BYTES_CONFIG, "16777216")
                    .containsEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Retention.MAX_BATCH));
            assertThat(retention.segmentBytes()).isGreaterThan(Retention.MAX_BATCH);
        }
    }

    @Test
    void settingsThatCannotWorkAreRefusedByName() {
        assertThatThrownBy(() -> new BusSettings(0, 0, 16, 1, 16)).hasMessage("bus.partitions: 0 is not in 1..1000");
        assertThatThrownBy(() -> new BusSettings(1, 65536, 16, 1, 16)).hasMessage("bus.port: 65536 is not in 0..65535");
        assertThatThrownBy(() -> new BusSettings(1, 0, 8, 1, 16))
                .hasMessage("bus.segmentMegabytes: 8 is not in 16..1024");
        assertThatThrownBy(() -> new BusSettings(1, 0, 16, 1, 15))
                .hasMessage("bus.retentionMegabytes: 15 is less than bus.segmentMegabytes, 16");
    }

    @Test
    void theSerdeNamesTheTopicOfMalformedBytesInKafkasOwnKindOfException() {
        var demand = Topics.of(SETTINGS, "p.").demand();
        Demand value = new RandomVocabulary(1).demand();
        byte[] bytes = demand.valueSerde().serializer().serialize(demand.name(), value);
        var deserializer = demand.valueSerde().deserializer();
        assertThat(deserializer.deserialize(demand.name(), bytes)).isEqualTo(value);
        assertThat(deserializer.deserialize(demand.name(), null)).isNull();
        assertThatThrownBy(() -> deserializer.deserialize(demand.name(), new byte[] {1, 2, 3}))
                .isInstanceOf(SerializationException.class)
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("p.demand: demand: 3 bytes that are not an Avro single object (C3 01)");
    }

    @Test
    void placesOfMalformedRecordsAreNamed() {
        MalformedRecordException unplaced = new MalformedRecordException("sample: cut short", null);
        assertThat(unplaced).hasMessage("sample: cut short");
        MalformedRecordException placed = unplaced.at("samples", 3, 17);
        assertThat(placed).hasMessage("samples-3@17: sample: cut short");
        assertThat(placed.place()).isEqualTo("samples-3@17");
    }
}
