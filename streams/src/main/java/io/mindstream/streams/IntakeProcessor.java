package io.mindstream.streams;

import io.mindstream.samples.Candidate;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import io.mindstream.scorers.Curator;
import io.mindstream.scorers.Judged;
import io.mindstream.scorers.SampleSignature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * First half of curation: quality, labels and exact duplicates, sample by sample. What is left waits in the store of pending candidates
 * while probes look for near duplicates; a candidate of which nothing is left ends its request here.
 */
final class IntakeProcessor extends ContextualProcessor<String, Candidate, String, Output> {
    private final Curator curator;
    private final Duration window;
    private final Duration requestTtl;
    private KeyValueStore<String, Candidate> pending;
    private SeenOnce samples;
    private SeenOnce requests;

    /**
     * @param window for which ids of samples are remembered
     * @param requestTtl for which ids of requests are; after it a request's candidate comes too late anyway
     */
    IntakeProcessor(Curator curator, Duration window, Duration requestTtl) {
        this.curator = curator;
        this.window = window;
        this.requestTtl = requestTtl;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        super.init(context);
        pending = context.getStateStore(CurationTopology.PENDING);
        samples = new SeenOnce(context.getStateStore(CurationTopology.SAMPLES), window);
        requests = new SeenOnce(context.getStateStore(CurationTopology.REQUESTS), requestTtl);
    }

    @Override
    public void process(Record<String, Candidate> record) {
        Candidate candidate = record.value();
        if (candidate == null) {
            return;
        }
        long now = context().currentSystemTimeMs();
        Request request = candidate.request();
        if (!requests.add(request.id(), now)) {
            for (Sample sample : candidate.samples()) {
                refuse(request, sample, Rejection.Reason.DUPLICATE, "request " + request.id() + " came before", now);
            }
        } else if (now >= request.expiresAt()) {
            forward("", new Output.Ended(CurationTopology.end(request, RequestEnd.Kind.EXPIRED, 0)), now);
        } else {
            judge(candidate, now);
        }
    }

    private void judge(Candidate candidate, long now) {
        Request request = candidate.request();
        Map<String, SampleSignature> signatures = new LinkedHashMap<>();
        List<Sample> left = new ArrayList<>();
        List<Judged> results = List.of();
        try {
            results = curator.judge(candidate);
        } catch (RuntimeException e) {
            String detail = e.getMessage() == null ? e.toString() : e.getMessage();
            candidate.samples().forEach(sample -> refuse(request, sample, Rejection.Reason.FAILED, detail, now));
        }
        for (Judged judged : results) {
            Sample sample = judged.sample();
            if (judged.verdict().isPresent()) {
                refuse(
                        request,
                        sample,
                        judged.verdict().get().reason(),
                        judged.verdict().get().detail(),
                        now);
            } else if (signatures.containsKey(sample.id()) || samples.contains(sample.id(), now)) {
                refuse(request, sample, Rejection.Reason.DUPLICATE, "sample " + sample.id() + " came before", now);
            } else {
                signatures.put(sample.id(), judged.signature().orElseThrow());
                left.add(sample);
            }
        }
        if (left.isEmpty()) {
            forward("", new Output.Ended(CurationTopology.end(request, RequestEnd.Kind.REJECTED, 0)), now);
            return;
        }
        pending.put(request.id(), new Candidate(request, candidate.observation(), candidate.ids(), left));
        signatures.forEach((id, signature) -> {
            NearProbe probe = new NearProbe(id, request.id(), candidate.key(), signature);
            forward(probe.key(), new Output.Probed(probe), now);
        });
    }

    private void refuse(Request request, Sample sample, Rejection.Reason reason, String detail, long now) {
        forward("", new Output.Refused(CurationTopology.refusal(request, sample, reason, detail, now)), now);
    }

    private void forward(String key, Output output, long now) {
        context().forward(new Record<>(key, output, now));
    }
}
