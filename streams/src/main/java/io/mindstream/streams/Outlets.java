package io.mindstream.streams;

import io.mindstream.bus.Topic;
import io.mindstream.bus.Topics;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Demand;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** Sorts the {@link Output}s of one topology by topic, under the key that each topic has. */
final class Outlets {
    private final Topics topics;
    private final KStream<String, Output> outputs;
    private final String topology;

    /**
     * @param topology first part of the names of all nodes
     */
    Outlets(Topics topics, KStream<String, Output> outputs, String topology) {
        this.topics = topics;
        this.outputs = outputs;
        this.topology = topology;
    }

    void candidates() {
        send("candidates", topics.candidates(), Output.Made.class, Output.Made::candidate, Candidate::key);
    }

    void samples() {
        send("samples", topics.samples(), Output.Accepted.class, Output.Accepted::sample, Sample::id);
    }

    void rejected() {
        send("rejected", topics.rejected(), Output.Refused.class, Output.Refused::rejection, Rejection::id);
    }

    void requestEnds() {
        send(
                "request-ends",
                topics.requestEnds(),
                Output.Ended.class,
                Output.Ended::end,
                end -> Demand.key(end.stage(), end.label()));
    }

    private <O extends Output, V> void send(
            String name, Topic<V> topic, Class<O> kind, Function<O, V> value, Function<V, String> key) {
        String node = topology + "-" + name;
        only(kind, node)
                .map(
                        (ignored, output) -> {
                            V record = value.apply(output);
                            return new KeyValue<>(key.apply(record), record);
                        },
                        Named.as(node + "-record"))
                .to(
                        topic.name(),
                        Produced.with(topic.keySerde(), topic.valueSerde()).withName(node));
    }

    /** The outputs of one kind, under the key that the processor gave them. */
    <O extends Output> KStream<String, O> only(Class<O> kind, String node) {
        return outputs.filter((ignored, output) -> kind.isInstance(output), Named.as(node + "-only"))
                .mapValues(kind::cast, Named.as(node + "-cast"));
    }
}
