package io.mindstream.bus.avro;

import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.LabelStats.FamilyStats;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Stage;
import java.net.URI;

/** The mappings of what queue and trainer announce. */
final class TrainingMappings {
    static final RecordMapping<Outcome> OUTCOME = new RecordMapping<>() {
        @Override
        public void write(Outcome outcome, Row row) {
            row.set("sampleId", outcome.sampleId())
                    .set("attempt", outcome.attempt())
                    .set("stage", outcome.stage())
                    .set("label", outcome.label(), SampleMappings.LABEL)
                    .setAll("turns", outcome.turns(), TURN)
                    .set("run", outcome.run())
                    .set("step", outcome.step())
                    .set("at", outcome.at());
        }

        @Override
        public Outcome read(Row row) {
            return new Outcome(
                    row.text("sampleId"),
                    row.integer("attempt"),
                    row.symbol("stage", Stage.class),
                    row.one("label", SampleMappings.LABEL),
                    row.all("turns", TURN),
                    row.text("run"),
                    row.number("step"),
                    row.number("at"));
        }
    };

    static final RecordMapping<LabelStats> LABEL_STATS = new RecordMapping<>() {
        @Override
        public void write(LabelStats stats, Row row) {
            row.set("label", stats.label(), SampleMappings.LABEL)
                    .set("turns", stats.turns())
                    .set("accuracy", stats.accuracy())
                    .set("loss", stats.loss())
                    .set("step", stats.step())
                    .setAll("families", stats.families(), FAMILY);
        }

        @Override
        public LabelStats read(Row row) {
            return new LabelStats(
                    row.one("label", SampleMappings.LABEL),
                    row.number("turns"),
                    row.real("accuracy"),
                    row.real("loss"),
                    row.number("step"),
                    row.all("families", FAMILY));
        }
    };

    static final RecordMapping<QueueState> QUEUE_STATE = new RecordMapping<>() {
        @Override
        public void write(QueueState state, Row row) {
            row.setAll("cells", state.cells(), CELL)
                    .set("leased", state.leased())
                    .set("trained", state.trained())
                    .set("accepted", state.accepted())
                    .set("sequence", state.sequence())
                    .set("difficulty", state.difficulty(), DIFFICULTY)
                    .set("at", state.at());
        }

        @Override
        public QueueState read(Row row) {
            return new QueueState(
                    row.all("cells", CELL),
                    row.number("leased"),
                    row.number("trained"),
                    row.number("accepted"),
                    row.number("sequence"),
                    row.one("difficulty", DIFFICULTY),
                    row.number("at"));
        }
    };

    static final RecordMapping<Metric> METRIC = new RecordMapping<>() {
        @Override
        public void write(Metric metric, Row row) {
            row.set("run", metric.run())
                    .set("step", metric.step())
                    .set("at", metric.at())
                    .setNumbers("values", metric.values());
        }

        @Override
        public Metric read(Row row) {
            return new Metric(row.text("run"), row.number("step"), row.number("at"), row.numbers("values"));
        }
    };

    static final RecordMapping<CheckpointEvent> CHECKPOINT = new RecordMapping<>() {
        @Override
        public void write(CheckpointEvent event, Row row) {
            row.set("run", event.run())
                    .set("step", event.step())
                    .set("uri", event.uri().toString())
                    .set("leaseSequence", event.leaseSequence())
                    .set("samples", event.samples())
                    .setNumbers("metrics", event.metrics())
                    .set("at", event.at());
        }

        @Override
        public CheckpointEvent read(Row row) {
            return new CheckpointEvent(
                    row.text("run"),
                    row.number("step"),
                    URI.create(row.text("uri")),
                    row.number("leaseSequence"),
                    row.number("samples"),
                    row.numbers("metrics"),
                    row.number("at"));
        }
    };

    private static final RecordMapping<Outcome.TurnOutcome> TURN = new RecordMapping<>() {
        @Override
        public void write(Outcome.TurnOutcome turn, Row row) {
            row.set("family", turn.family())
                    .set("capability", turn.capability())
                    .set("loss", turn.loss())
                    .set("correct", turn.correct());
        }

        @Override
        public Outcome.TurnOutcome read(Row row) {
            return new Outcome.TurnOutcome(
                    row.text("family"), row.text("capability"), row.real("loss"), row.flag("correct"));
        }
    };

    private static final RecordMapping<FamilyStats> FAMILY = new RecordMapping<>() {
        @Override
        public void write(FamilyStats family, Row row) {
            row.set("family", family.family()).set("turns", family.turns()).set("accuracy", family.accuracy());
        }

        @Override
        public FamilyStats read(Row row) {
            return new FamilyStats(row.text("family"), row.number("turns"), row.real("accuracy"));
        }
    };

    private static final RecordMapping<QueueState.Cell> CELL = new RecordMapping<>() {
        @Override
        public void write(QueueState.Cell cell, Row row) {
            row.set("stage", cell.stage())
                    .set("label", cell.label(), SampleMappings.LABEL)
                    .set("bucket", cell.bucket())
                    .set("depth", cell.depth());
        }

        @Override
        public QueueState.Cell read(Row row) {
            return new QueueState.Cell(
                    row.symbol("stage", Stage.class),
                    row.one("label", SampleMappings.LABEL),
                    row.integer("bucket"),
                    row.number("depth"));
        }
    };

    private static final RecordMapping<QueueState.DifficultyVersion> DIFFICULTY = new RecordMapping<>() {
        @Override
        public void write(QueueState.DifficultyVersion version, Row row) {
            row.set("id", version.id()).set("turns", version.turns());
        }

        @Override
        public QueueState.DifficultyVersion read(Row row) {
            return new QueueState.DifficultyVersion(row.text("id"), row.number("turns"));
        }
    };

    private TrainingMappings() {}
}
