package io.mindstream.streams;

import io.mindstream.scorers.SampleSignature;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * A sample that asked first, as it is kept for those that ask later.
 *
 * @param at time of its probe, in milliseconds since 1970
 * @param bands of its signature: what it is found by
 * @param signature as bytes; few of them are ever read again
 */
record NearClaim(long at, List<String> bands, byte[] signature) {
    static final Serde<NearClaim> SERDE = new VersionedSerde<>(
            "near claim",
            1,
            (claim, out) -> {
                out.writeLong(claim.at);
                out.writeByte(claim.bands.size());
                for (String band : claim.bands) {
                    out.writeUTF(band);
                }
                out.writeShort(claim.signature.length);
                out.write(claim.signature);
            },
            NearClaim::read);

    private static NearClaim read(int version, DataInput in) throws IOException {
        long at = in.readLong();
        List<String> bands = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            bands.add(in.readUTF());
        }
        byte[] signature = new byte[in.readUnsignedShort()];
        in.readFully(signature);
        return new NearClaim(at, bands, signature);
    }

    boolean near(SampleSignature other) {
        return SampleSignature.ofBytes(signature).near(other);
    }
}
