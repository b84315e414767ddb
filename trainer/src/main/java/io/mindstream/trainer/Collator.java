package io.mindstream.trainer;

import io.mindstream.curriculum.Lease;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.PictureException;
import io.mindstream.model.program.Batch;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Rejection.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a lease to a padded batch; runs beside the model's step. */
final class Collator {
    /** Few different lengths: each new shape makes the engine plan anew. */
    private static final int LENGTH_MULTIPLE = 16;

    private final SampleEncoder encoder;
    private final Qwen3VlConfig config;
    private final Clock clock;

    Collator(SampleEncoder encoder, Qwen3VlConfig config, Clock clock) {
        this.encoder = encoder;
        this.config = config;
        this.clock = clock;
    }

    PreparedBatch prepare(Lease lease) {
        List<Lease.Leased> leased = new ArrayList<>();
        List<SampleEncoder.Encoded> encoded = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (Lease.Leased one : lease.samples()) {
            try {
                encoded.add(encoder.encode(one.sample()));
                leased.add(one);
            } catch (IllegalArgumentException e) {
                Reason reason = e instanceof PictureException ? Reason.PICTURE : Reason.QUALITY;
                rejected.add(new Rejection(
                        one.sample().id(),
                        one.sample().provenance().requestId(),
                        reason,
                        "trainer: " + e.getMessage(),
                        Optional.of(one.sample()),
                        clock.millis()));
            }
        }
        Optional<Batch> batch = encoded.isEmpty()
                ? Optional.empty()
                : Optional.of(Batch.collate(
                        encoded.stream().map(SampleEncoder.Encoded::example).toList(), config, LENGTH_MULTIPLE));
        return new PreparedBatch(lease, leased, encoded, batch, rejected);
    }
}
