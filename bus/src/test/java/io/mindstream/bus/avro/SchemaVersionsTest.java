package io.mindstream.bus.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.MalformedRecordException;
import io.mindstream.samples.QueueState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaVersionsTest {
    private static final Schema FIRST = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"}]}");
    private static final Schema SECOND = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"text\",\"type\":\"string\"},"
                    + "{\"name\":\"stars\",\"type\":\"int\",\"default\":3}]}");

    record Note(String text, int stars) {}

    private static final RecordMapping<Note> OLD = new RecordMapping<>() {
        @Override
        public void write(Note note, Row row) {
            row.set("text", note.text());
        }

        @Override
        public Note read(Row row) {
            return new Note(row.text("text"), -1);
        }
    };

    private static final RecordMapping<Note> NEW = new RecordMapping<>() {
        @Override
        public void write(Note note, Row row) {
            row.set("text", note.text()).set("stars", note.stars());
        }

        @Override
        public Note read(Row row) {
            return new Note(row.text("text"), row.integer("stars"));
        }
    };

    @Test
    void versionTwoReadsVersionOneWithTheDefault() {
        AvroCodec<Note> old = new AvroCodec<>("note", new SchemaVersions(List.of(FIRST)), OLD);
        AvroCodec<Note> current = new AvroCodec<>("note", new SchemaVersions(List.of(FIRST, SECOND)), NEW);

        assertThat(current.decode(old.encode(new Note("kept", 0)))).isEqualTo(new Note("kept", 3));
        assertThat(current.decode(current.encode(new Note("new", 5)))).isEqualTo(new Note("new", 5));
        assertThat(current.schema()).isEqualTo(SECOND);
    }

    @Test
    void versionOneRefusesVersionTwoByName() {
        AvroCodec<Note> old = new AvroCodec<>("note", new SchemaVersions(List.of(FIRST)), OLD);
        AvroCodec<Note> current = new AvroCodec<>("note", new SchemaVersions(List.of(FIRST, SECOND)), NEW);

        assertThatThrownBy(() -> old.decode(current.encode(new Note("new", 5))))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(String.format(
                        "note: schema %016x is none of the known versions", SchemaVersions.fingerprint(SECOND)));
    }

    @Test
    void aQueueStateOfVersionOneHasNoDifficultyModel() {
        SchemaVersions first = SchemaVersions.load("queue-state", 1);
        AvroCodec<Long> old = new AvroCodec<>("queue-state", first, new RecordMapping<>() {
            @Override
            public void write(Long figure, Row row) {
                row.setAll("cells", List.<Long>of(), this);
                for (String field : List.of("leased", "trained", "accepted", "sequence", "at")) {
                    row.set(field, figure);
                }
            }

            @Override
            public Long read(Row row) {
                return row.number("at");
            }
        });

        assertThat(Codecs.QUEUE_STATE.decode(old.encode(7L)))
                .isEqualTo(new QueueState(List.of(), 7, 7, 7, 7, QueueState.DifficultyVersion.none(), 7));
    }

    /**
     * A released version never changes: bytes under its fingerprint lie on topics and in stores. Who sees this test fail adds a version
     * {@code N+1} instead of editing version N.
     */
    @Test
    void releasedVersionsKeepTheirFingerprints() {
        Map<String, String> fingerprints = new TreeMap<>();
        for (AvroCodec<?> codec : List.of(
                Codecs.DEMAND,
                Codecs.REQUEST,
                Codecs.REQUEST_END,
                Codecs.CANDIDATE,
                Codecs.SAMPLE,
                Codecs.REJECTION,
                Codecs.OUTCOME,
                Codecs.LABEL_STATS,
                Codecs.QUEUE_STATE,
                Codecs.METRIC,
                Codecs.CHECKPOINT)) {
            Schema schema = null;
            for (int version = 1; !codec.schema().equals(schema); version++) {
                schema = SchemaVersions.load(codec.name(), version).latest();
                fingerprints.put(
                        codec.name() + "-v" + version, String.format("%016x", SchemaVersions.fingerprint(schema)));
            }
        }
        assertThat(fingerprints)
                .isEqualTo(Map.ofEntries(
                        Map.entry("candidate-v1", "cf17bda868e6a003"),
                        Map.entry("candidate-v2", "6fc8f4629aa2fae6"),
                        Map.entry("checkpoint-event-v1", "85f29ada18bcdbab"),
                        Map.entry("demand-v1", "ccffeac511832504"),
                        Map.entry("label-stats-v1", "d4930064b2d25c82"),
                        Map.entry("label-stats-v2", "bb2759f96ed34805"),
                        Map.entry("metric-v1", "5341591ff1fc60dd"),
                        Map.entry("outcome-v1", "48849cb30e352e9d"),
                        Map.entry("queue-state-v1", "72a00c17537b4ddf"),
                        Map.entry("queue-state-v2", "5c7d5158b4c6b856"),
                        Map.entry("rejection-v1", "6f2e4fe8d8b13e35"),
                        Map.entry("request-v1", "a6afaac5d5361ead"),
                        Map.entry("request-v2", "b1c079c6de2e3a38"),
                        Map.entry("request-end-v1", "5632a5b190fdf3a1"),
                        Map.entry("sample-v1", "6a8971c12df6d985")));
    }
}
