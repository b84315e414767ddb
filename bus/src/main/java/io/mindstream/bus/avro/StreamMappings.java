package io.mindstream.bus.avro;

import io.mindstream.samples.Candidate;
import io.mindstream.samples.Demand;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Stage;
import java.util.Optional;

/** The mappings of what the topologies pass on besides samples. */
final class StreamMappings {
    static final RecordMapping<Demand> DEMAND = new RecordMapping<>() {
        @Override
        public void write(Demand demand, Row row) {
            row.set("stage", demand.stage())
                    .set("label", demand.label(), SampleMappings.LABEL)
                    .set("granted", demand.granted())
                    .set("epoch", demand.epoch())
                    .set("expiresAt", demand.expiresAt());
        }

        @Override
        public Demand read(Row row) {
            return new Demand(
                    row.symbol("stage", Stage.class),
                    row.one("label", SampleMappings.LABEL),
                    row.number("granted"),
                    row.number("epoch"),
                    row.number("expiresAt"));
        }
    };

    static final RecordMapping<Request> REQUEST = new RecordMapping<>() {
        @Override
        public void write(Request request, Row row) {
            row.set("id", request.id())
                    .set("stage", request.stage())
                    .set("label", request.label(), SampleMappings.LABEL)
                    .set("source", request.source())
                    .set("seed", request.seed())
                    .set("budget", request.budget())
                    .set("idsVersion", request.idsVersion())
                    .setTexts("mastered", request.mastered())
                    .set("expiresAt", request.expiresAt());
        }

        @Override
        public Request read(Row row) {
            return new Request(
                    row.text("id"),
                    row.symbol("stage", Stage.class),
                    row.one("label", SampleMappings.LABEL),
                    row.text("source"),
                    row.number("seed"),
                    row.integer("budget"),
                    row.integer("idsVersion"),
                    row.texts("mastered"),
                    row.number("expiresAt"));
        }
    };

    static final RecordMapping<RequestEnd> REQUEST_END = new RecordMapping<>() {
        @Override
        public void write(RequestEnd end, Row row) {
            row.set("requestId", end.requestId())
                    .set("stage", end.stage())
                    .set("label", end.label(), SampleMappings.LABEL)
                    .set("kind", end.kind())
                    .set("used", end.used())
                    .set("returned", end.returned());
        }

        @Override
        public RequestEnd read(Row row) {
            return new RequestEnd(
                    row.text("requestId"),
                    row.symbol("stage", Stage.class),
                    row.one("label", SampleMappings.LABEL),
                    row.symbol("kind", RequestEnd.Kind.class),
                    row.integer("used"),
                    row.integer("returned"));
        }
    };

    /** The observation's picture, which its samples share, is written once: a candidate of nine samples is not ten pictures long. */
    static final RecordMapping<Candidate> CANDIDATE = new RecordMapping<>() {
        @Override
        public void write(Candidate candidate, Row row) {
            row.set("request", candidate.request(), REQUEST)
                    .set("observation", candidate.observation(), SampleMappings.OBSERVATION)
                    .set("ids", candidate.ids(), SampleMappings.IDS)
                    .setAll("samples", candidate.samples(), SampleMappings.sampleOf(candidate.observation()));
        }

        @Override
        public Candidate read(Row row) {
            Observation observation = row.one("observation", SampleMappings.OBSERVATION);
            return new Candidate(
                    row.one("request", REQUEST),
                    observation,
                    row.one("ids", SampleMappings.IDS),
                    row.all("samples", SampleMappings.sampleOf(observation)));
        }
    };

    static final RecordMapping<Rejection> REJECTION = new RecordMapping<>() {
        @Override
        public void write(Rejection rejection, Row row) {
            row.set("id", rejection.id())
                    .set("requestId", rejection.requestId())
                    .set("reason", rejection.reason())
                    .set("detail", rejection.detail())
                    .setOptional("sample", rejection.sample().orElse(null), SampleMappings.SAMPLE)
                    .set("at", rejection.at());
        }

        @Override
        public Rejection read(Row row) {
            return new Rejection(
                    row.text("id"),
                    row.text("requestId"),
                    row.symbol("reason", Rejection.Reason.class),
                    row.text("detail"),
                    Optional.ofNullable(row.optional("sample", SampleMappings.SAMPLE)),
                    row.number("at"));
        }
    };

    private StreamMappings() {}
}
