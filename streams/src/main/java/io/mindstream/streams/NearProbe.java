package io.mindstream.streams;

import io.mindstream.scorers.SampleSignature;
import java.io.DataInput;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * Asks whether a sample has a near duplicate. Lies on its repartition topic under {@link #key()}, which is the same for all samples that
 * can be near each other, so that they meet in one partition, in one order.
 *
 * @param sampleId which sample
 * @param requestId the request it came of
 * @param candidate key of its candidate: where the verdict is to go
 * @param signature what it is compared by
 */
record NearProbe(String sampleId, String requestId, String candidate, SampleSignature signature) {
    static final Serde<NearProbe> SERDE = new VersionedSerde<>(
            "near probe",
            1,
            (probe, out) -> {
                out.writeUTF(probe.sampleId);
                out.writeUTF(probe.requestId);
                out.writeUTF(probe.candidate);
                byte[] signature = probe.signature.toBytes();
                out.writeShort(signature.length);
                out.write(signature);
            },
            NearProbe::read);

    private static NearProbe read(int version, DataInput in) throws IOException {
        String sampleId = in.readUTF();
        String requestId = in.readUTF();
        String candidate = in.readUTF();
        byte[] signature = new byte[in.readUnsignedShort()];
        in.readFully(signature);
        return new NearProbe(sampleId, requestId, candidate, SampleSignature.ofBytes(signature));
    }

    String key() {
        return signature.dialogue().key();
    }
}
