package io.mindstream.streams;

import io.mindstream.samples.Candidate;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Second half of curation: when the verdicts of all samples of a candidate are in, accepts those that are alone and ends the request.
 * Nothing is accepted after the request's time; planning relies on it.
 */
final class RejoinProcessor extends ContextualProcessor<String, NearVerdict, String, Output> {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Duration window;
    private KeyValueStore<String, Candidate> pending;
    private KeyValueStore<String, Rivals> verdicts;
    private SeenOnce samples;

    RejoinProcessor(Duration window) {
        this.window = window;
    }

    @Override
    public void init(ProcessorContext<String, Output> context) {
        super.init(context);
        pending = context.getStateStore(CurationTopology.PENDING);
        verdicts = context.getStateStore(CurationTopology.VERDICTS);
        samples = new SeenOnce(context.getStateStore(CurationTopology.SAMPLES), window);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::giveUpLate);
    }

    @Override
    public void process(Record<String, NearVerdict> record) {
        NearVerdict verdict = record.value();
        Candidate candidate = pending.get(verdict.requestId());
        if (candidate == null) {
            return; // it was given up
        }
        Rivals known = verdicts.get(verdict.requestId());
        Rivals rivals = (known == null ? Rivals.NONE : known).with(verdict);
        if (rivals.bySample().size() < candidate.samples().size()) {
            verdicts.put(verdict.requestId(), rivals);
            return;
        }
        pending.delete(verdict.requestId());
        if (known != null) {
            verdicts.delete(verdict.requestId());
        }
        decide(candidate, rivals);
    }

    private void decide(Candidate candidate, Rivals rivals) {
        long now = context().currentSystemTimeMs();
        Request request = candidate.request();
        if (now >= request.expiresAt()) {
            forward(new Output.Ended(CurationTopology.end(request, RequestEnd.Kind.EXPIRED, 0)), now);
            return;
        }
        int used = 0;
        for (Sample sample : candidate.samples()) {
            String rival = rivals.bySample().get(sample.id());
            if (!rival.isEmpty() && !rival.equals(sample.id())) {
                refuse(request, sample, Rejection.Reason.NEAR_DUPLICATE, "near sample " + rival, now);
            } else if (!rival.isEmpty() || !samples.add(sample.id(), now)) {
                refuse(request, sample, Rejection.Reason.DUPLICATE, "sample " + sample.id() + " came before", now);
            } else {
                forward(new Output.Accepted(sample), now);
                used++;
            }
        }
        RequestEnd.Kind kind = used > 0 ? RequestEnd.Kind.ACCEPTED : RequestEnd.Kind.REJECTED;
        forward(new Output.Ended(CurationTopology.end(request, kind, used)), now);
    }

    /** A candidate whose verdicts do not come, since a probe was lost to a broken record, ends when its time is over. */
    private void giveUpLate(long now) {
        List<Request> late = new ArrayList<>();
        try (KeyValueIterator<String, Candidate> all = pending.all()) {
            all.forEachRemaining(entry -> {
                if (now >= entry.value.request().expiresAt()) {
                    late.add(entry.value.request());
                }
            });
        }
        for (Request request : late) {
            pending.delete(request.id());
            verdicts.delete(request.id());
            forward(new Output.Ended(CurationTopology.end(request, RequestEnd.Kind.EXPIRED, 0)), now);
        }
    }

    private void refuse(Request request, Sample sample, Rejection.Reason reason, String detail, long now) {
        forward(new Output.Refused(CurationTopology.refusal(request, sample, reason, detail, now)), now);
    }

    private void forward(Output output, long now) {
        context().forward(new Record<>("", output, now));
    }
}
