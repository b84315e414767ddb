package io.mindstream.streams;

import java.io.DataInput;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * The answer to a {@link NearProbe}; lies on its repartition topic under the candidate's key.
 *
 * @param sampleId the sample that asked
 * @param requestId the request it came of
 * @param rival id of the sample that was there before and is near it, or empty
 */
record NearVerdict(String sampleId, String requestId, String rival) {
    static final Serde<NearVerdict> SERDE = new VersionedSerde<>(
            "near verdict",
            1,
            (verdict, out) -> {
                out.writeUTF(verdict.sampleId);
                out.writeUTF(verdict.requestId);
                out.writeUTF(verdict.rival);
            },
            NearVerdict::read);

    private static NearVerdict read(int version, DataInput in) throws IOException {
        return new NearVerdict(in.readUTF(), in.readUTF(), in.readUTF());
    }
}
