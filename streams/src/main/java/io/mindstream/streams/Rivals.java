package io.mindstream.streams;

import java.io.DataInput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * The verdicts that came in for a candidate.
 *
 * @param bySample by sample id: the near duplicate that was there before, or empty; a sample without an entry has no verdict yet
 */
record Rivals(Map<String, String> bySample) {
    static final Rivals NONE = new Rivals(Map.of());

    static final Serde<Rivals> SERDE = new VersionedSerde<>(
            "rivals",
            1,
            (rivals, out) -> {
                out.writeShort(rivals.bySample.size());
                for (Map.Entry<String, String> rival : rivals.bySample.entrySet()) {
                    out.writeUTF(rival.getKey());
                    out.writeUTF(rival.getValue());
                }
            },
            Rivals::read);

    Rivals {
        bySample = Map.copyOf(bySample);
    }

    private static Rivals read(int version, DataInput in) throws IOException {
        Map<String, String> bySample = new HashMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            bySample.put(in.readUTF(), in.readUTF());
        }
        return new Rivals(bySample);
    }

    Rivals with(NearVerdict verdict) {
        Map<String, String> more = new HashMap<>(bySample);
        more.put(verdict.sampleId(), verdict.rival());
        return new Rivals(more);
    }
}
