package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.curriculum.Lease;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.PictureException;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Rejection.Reason;
import io.mindstream.samples.Sample;
import io.mindstream.trainer.PreparedBatch.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From a lease to padded parts of a batch; runs beside the model's step. */
final class Collator {
    /** Few different lengths: each new shape makes the engine plan anew. */
    private static final int LENGTH_MULTIPLE = 16;

    private final SampleEncoder encoder;
    private final Qwen3VlConfig config;
    private final int parts;
    private final Clock clock;

    /**
     * @param settings which say how many parts the program computes side by side and one after the other
     */
    Collator(SampleEncoder encoder, Qwen3VlConfig config, TrainerSettings settings, Clock clock) {
        this.encoder = encoder;
        this.config = config;
        this.parts = settings.parts();
        this.clock = clock;
    }

    PreparedBatch prepare(Lease lease) {
        List<Row> rows = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (Lease.Leased one : lease.samples()) {
            try {
                rows.add(new Row(one, encoder.encode(one.sample())));
            } catch (IllegalArgumentException e) {
                Reason reason = e instanceof PictureException ? Reason.PICTURE : Reason.QUALITY;
                rejected.add(rejection(one.sample(), reason, e));
            }
        }
        rows.sort(Comparator.comparingInt(Row::length));
        List<Batch> batches;
        try {
            batches = parts(rows);
        } catch (ModelException e) {
            // Rare: which samples it is shows each by itself. Left in, they would fail again with every lease that
            // comes again.
            rows.removeIf(row -> !fits(row, rejected));
            batches = parts(rows);
        }
        return new PreparedBatch(lease, rows, batches, rejected);
    }

    private List<Batch> parts(List<Row> rows) {
        List<Example> examples =
                rows.stream().map(row -> row.encoded().example()).toList();
        return Batch.parts(examples, config, LENGTH_MULTIPLE, parts);
    }

    private boolean fits(Row row, List<Rejection> rejected) {
        try {
            Batch.collate(List.of(row.encoded().example()), config, 1);
            return true;
        } catch (ModelException e) {
            rejected.add(rejection(row.leased().sample(), Reason.QUALITY, e));
            return false;
        }
    }

    private Rejection rejection(Sample sample, Reason reason, RuntimeException why) {
        return new Rejection(
                sample.id(),
                sample.provenance().requestId(),
                reason,
                "trainer: " + why.getMessage(),
                Optional.of(sample),
                clock.millis());
    }
}
