package io.mindstream.streams;

import io.mindstream.bus.Topics;
import io.mindstream.samples.Request;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes what was asked for: {@code requests} in; {@code candidates} out, or where nothing came of a request {@code rejected} and
 * {@code request-ends}. Holds no state.
 */
final class GenerationTopology {
    private final Topics topics;
    private final Generator generator;

    GenerationTopology(Topics topics, Generator generator) {
        this.topics = topics;
        this.generator = generator;
    }

    void addTo(StreamsBuilder builder) {
        KStream<String, Output> outputs = builder.stream(
                        topics.requests().name(),
                        Consumed.with(
                                        topics.requests().keySerde(),
                                        topics.requests().valueSerde())
                                .withName("generation-requests"))
                .process(GenerationProcessor::new, Named.as("generation"));
        Outlets outlets = new Outlets(topics, outputs, "generation");
        outlets.candidates();
        outlets.rejected();
        outlets.requestEnds();
    }

    private final class GenerationProcessor extends ContextualProcessor<String, Request, String, Output> {
        @Override
        public void process(Record<String, Request> record) {
            if (record.value() == null) {
                return;
            }
            long now = context().currentSystemTimeMs();
            for (Output output : generator.generate(record.value(), now)) {
                context().forward(record.withValue(output).withTimestamp(now));
            }
        }
    }
}
