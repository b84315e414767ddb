package io.mindstream.streams;

import io.mindstream.config.LabelTree;
import io.mindstream.samples.Outcome;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Passes each (sample, attempt) on once, under the domain of its label, or the open branch that this is of: the trainer's outbox may send an outcome again. */
final class OutcomeOnce extends ContextualProcessor<String, Outcome, String, Outcome> {
    private final Duration window;
    private final LabelTree domains;
    private SeenOnce seen;

    OutcomeOnce(Duration window, LabelTree domains) {
        this.window = window;
        this.domains = domains;
    }

    @Override
    public void init(ProcessorContext<String, Outcome> context) {
        super.init(context);
        seen = new SeenOnce(context.getStateStore(FeedbackTopology.SEEN), window);
    }

    @Override
    public void process(Record<String, Outcome> record) {
        Outcome outcome = record.value();
        if (outcome != null
                && seen.add(
                        outcome.sampleId() + "/" + outcome.attempt(), context().currentSystemTimeMs())) {
            context().forward(record.withKey(domains.branch(outcome.label().domain())));
        }
    }
}
