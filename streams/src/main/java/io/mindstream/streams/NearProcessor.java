package io.mindstream.streams;

import io.mindstream.scorers.SampleSignature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Judges probes in the order of their partition: a sample is alone unless one that was alone before it, within the window, is near. So of
 * two near samples exactly one is told that the other was first, whatever partitions they came from.
 *
 * <p>A sample that was alone here and is not accepted after all (its request ran out of time) still keeps its like away for the rest of
 * the window.
 */
final class NearProcessor extends ContextualProcessor<String, NearProbe, String, NearVerdict> {
    /** Most samples remembered by one partition: 20 MB on disk. */
    static final int CAPACITY = 16_384;

    private final Duration window;
    private KeyValueStore<String, NearClaim> claims;
    private NearIndex index;

    NearProcessor(Duration window) {
        this.window = window;
    }

    @Override
    public void init(ProcessorContext<String, NearVerdict> context) {
        super.init(context);
        claims = context.getStateStore(CurationTopology.CLAIMS);
        index = new NearIndex(window.toMillis(), CAPACITY);
        List<KeyValue<String, NearClaim>> known = new ArrayList<>();
        try (KeyValueIterator<String, NearClaim> all = claims.all()) {
            all.forEachRemaining(known::add);
        }
        known.sort(Comparator.comparingLong(entry -> entry.value.at()));
        known.forEach(entry -> index.add(entry.key, entry.value.at(), entry.value.bands()));
    }

    @Override
    public void process(Record<String, NearProbe> record) {
        NearProbe probe = record.value();
        index.evict(record.timestamp(), claims::delete);
        List<String> bands = probe.signature().bands();
        String rival = rival(probe.signature(), bands);
        if (rival.isEmpty()) {
            claims.put(
                    probe.sampleId(),
                    new NearClaim(record.timestamp(), bands, probe.signature().toBytes()));
            index.add(probe.sampleId(), record.timestamp(), bands);
        }
        context()
                .forward(record.withKey(probe.candidate())
                        .withValue(new NearVerdict(probe.sampleId(), probe.requestId(), rival)));
    }

    private String rival(SampleSignature signature, List<String> bands) {
        for (String sampleId : index.sharing(bands)) {
            NearClaim claim = claims.get(sampleId);
            if (claim != null && claim.near(signature)) {
                return sampleId;
            }
        }
        return "";
    }
}
