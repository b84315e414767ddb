package io.mindstream.bus.avro;

import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.net.URI;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/** The mappings of a sample and of what it is made of. */
final class SampleMappings {
    static final RecordMapping<Label> LABEL = new RecordMapping<>() {
        @Override
        public void write(Label label, Row row) {
            row.set("domain", label.domain()).set("capability", label.capability());
        }

        @Override
        public Label read(Row row) {
            return new Label(row.text("domain"), row.text("capability"));
        }
    };

    static final RecordMapping<Ids> IDS = new RecordMapping<>() {
        @Override
        public void write(Ids ids, Row row) {
            row.set("subjects", ids.subjects())
                    .set("relations", ids.relations())
                    .set("text", ids.text())
                    .set("knowledge", ids.knowledge())
                    .set("total", ids.total())
                    .set("version", ids.version());
        }

        @Override
        public Ids read(Row row) {
            return new Ids(
                    row.real("subjects"),
                    row.real("relations"),
                    row.real("text"),
                    row.real("knowledge"),
                    row.real("total"),
                    row.integer("version"));
        }
    };

    static final RecordMapping<ImageRef> IMAGE = new ImageMapping(null);

    static final RecordMapping<Turn> TURN = new RecordMapping<>() {
        @Override
        public void write(Turn turn, Row row) {
            row.set("family", turn.family())
                    .set("capability", turn.capability())
                    .set("question", turn.question())
                    .set("reply", turn.reply())
                    .set("answer", AnswerMapping.write(turn.answer(), row.schema("answer")));
        }

        @Override
        public Turn read(Row row) {
            return new Turn(
                    row.text("family"),
                    row.text("capability"),
                    row.text("question"),
                    row.text("reply"),
                    AnswerMapping.read((GenericRecord) row.get("answer")));
        }
    };

    static final RecordMapping<Provenance> PROVENANCE = new RecordMapping<>() {
        @Override
        public void write(Provenance provenance, Row row) {
            row.set("source", provenance.source())
                    .set("seed", provenance.seed())
                    .set("generatorVersion", provenance.generatorVersion())
                    .set("requestId", provenance.requestId())
                    .set("contentKey", provenance.contentKey());
        }

        @Override
        public Provenance read(Row row) {
            return new Provenance(
                    row.text("source"),
                    row.number("seed"),
                    row.integer("generatorVersion"),
                    row.text("requestId"),
                    row.text("contentKey"));
        }
    };

    static final RecordMapping<Facts> FACTS = new RecordMapping<>() {
        @Override
        public void write(Facts facts, Row row) {
            row.setTexts("subjects", facts.subjects())
                    .setTexts("relations", facts.relations())
                    .setTexts("texts", facts.texts())
                    .setTexts("knowledge", facts.knowledge());
        }

        @Override
        public Facts read(Row row) {
            return new Facts(row.texts("subjects"), row.texts("relations"), row.texts("texts"), row.texts("knowledge"));
        }
    };

    static final RecordMapping<Observation> OBSERVATION = new RecordMapping<>() {
        @Override
        public void write(Observation observation, Row row) {
            row.set("source", observation.source())
                    .set("seed", observation.seed())
                    .set("image", observation.image(), IMAGE)
                    .set("contentKey", observation.contentKey())
                    .set("domain", observation.domain())
                    .set("facts", observation.facts(), FACTS);
        }

        @Override
        public Observation read(Row row) {
            return new Observation(
                    row.text("source"),
                    row.number("seed"),
                    row.one("image", IMAGE),
                    row.text("contentKey"),
                    row.text("domain"),
                    row.one("facts", FACTS));
        }
    };

    static final RecordMapping<Sample> SAMPLE = sample(IMAGE);

    private SampleMappings() {}

    /** A sample within a candidate: the observation's picture is written without its bytes and read with them. */
    static RecordMapping<Sample> sampleOf(Observation observation) {
        return sample(new ImageMapping(observation.image()));
    }

    private static RecordMapping<Sample> sample(RecordMapping<ImageRef> image) {
        return new RecordMapping<>() {
            @Override
            public void write(Sample sample, Row row) {
                row.set("id", sample.id())
                        .setAll("images", sample.images(), image)
                        .setAll("turns", sample.turns(), TURN)
                        .set("label", sample.label(), LABEL)
                        .set("ids", sample.ids(), IDS)
                        .setSymbols("stages", sample.stages())
                        .set("provenance", sample.provenance(), PROVENANCE);
            }

            @Override
            public Sample read(Row row) {
                return new Sample(
                        row.text("id"),
                        row.all("images", image),
                        row.all("turns", TURN),
                        row.one("label", LABEL),
                        row.one("ids", IDS),
                        Set.copyOf(row.symbols("stages", Stage.class)),
                        row.one("provenance", PROVENANCE));
            }
        };
    }

    /** @param known a picture that stands elsewhere in the same record, or null */
    private record ImageMapping(ImageRef known) implements RecordMapping<ImageRef> {
        @Override
        public void write(ImageRef image, Row row) {
            boolean repeated = image.equals(known);
            row.set("sha256", image.sha256())
                    .set("width", image.width())
                    .set("height", image.height())
                    .set("size", image.size())
                    .set("inline", repeated ? null : image.inline())
                    .set(
                            "uri",
                            repeated || image.uri() == null
                                    ? null
                                    : (Object) image.uri().toString());
        }

        @Override
        public ImageRef read(Row row) {
            String sha256 = row.text("sha256");
            byte[] inline = row.bytes("inline");
            URI uri = row.get("uri") == null ? null : URI.create(row.text("uri"));
            if (inline == null && uri == null && known != null && known.sha256().equals(sha256)) {
                return known;
            }
            return new ImageRef(sha256, row.integer("width"), row.integer("height"), row.number("size"), inline, uri);
        }
    }
}
