package io.mindstream.samples;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * What the id of a {@link Request} says: which credits it was debited from. Samples carry it in {@link Provenance#requestId()}, so that
 * the queue can tell which credits have turned into samples whatever label the sample itself ended up with.
 *
 * @param epoch of the {@link Demand} that granted the credits
 * @param count distinguishes the requests of one epoch, stage and label
 */
public record RequestId(long epoch, long count, Stage stage, Label label) {
    public RequestId {
        Objects.requireNonNull(stage, "requestId.stage");
        Objects.requireNonNull(label, "requestId.label");
    }

    /** Key of the {@link Demand} that was debited: {@code stage/label}. */
    public String demandKey() {
        return Demand.key(stage, label);
    }

    /** What the request draws from: the first 8 bytes of the id's SHA-256, so that epochs, labels and numbers give unrelated seeds. */
    public long seed() {
        return ByteBuffer.wrap(Hashes.sha256().digest(toString().getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** The id as text: {@code epoch/stage/label#count}. */
    @Override
    public String toString() {
        return epoch + "/" + demandKey() + "#" + count;
    }

    /** The inverse of {@link #toString()}; empty for ids of another form, as imported samples have. */
    public static Optional<RequestId> parse(String id) {
        int stage = id.indexOf('/');
        int label = id.indexOf('/', stage + 1);
        int count = id.lastIndexOf('#');
        if (stage < 0 || label < 0 || count < label) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RequestId(
                    Long.parseLong(id.substring(0, stage)),
                    Long.parseLong(id.substring(count + 1)),
                    Stage.valueOf(id.substring(stage + 1, label)),
                    Label.ofKey(id.substring(label + 1, count))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
