package io.mindstream.streams;

import io.mindstream.bus.Topic;
import io.mindstream.bus.Topics;
import io.mindstream.bus.avro.AvroSerde;
import io.mindstream.bus.avro.Codecs;
import io.mindstream.samples.Label;
import io.mindstream.streams.PlanningProcessor.Input;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Turns credits into requests: {@code demand}, {@code request-ends} and {@code label-stats} in, {@code requests} out. Global, so all
 * three have one partition.
 *
 * <p>A request that has not ended {@link #GRACE} after its time is given up and its budget returned. Curation accepts nothing of a
 * request after its time, and a transaction that accepted something in time is over within the grace, so a request that was given up has
 * not yielded anything. (Clocks of processes must agree to a few seconds.)
 */
final class PlanningTopology {
    static final String DEMANDS = "planning-demands";
    static final String COUNTS = "planning-counts";
    static final String OUTSTANDING = "planning-outstanding";
    static final String STATS = "planning-stats";
    static final String TURNS = "planning-turns";

    /**
     * Within {@link StreamsSetup#TRANSACTION_TIMEOUT} what was accepted in time is committed, but it stays unseen behind the open
     * transaction of a process that died: brokers look for those every 10 s.
     */
    static final Duration GRACE = StreamsSetup.TRANSACTION_TIMEOUT.plusSeconds(15);

    /** After a start or a standstill, before anything is given up. */
    static final Duration CATCH_UP = Duration.ofSeconds(5);

    private final Topics topics;
    private final CreditLedger.Limits limits;
    private final RequestFactory factory;
    private final Map<Label, List<Label>> branches;

    /** @param branches leaves that are asked for under each label */
    PlanningTopology(
            Topics topics, CreditLedger.Limits limits, RequestFactory factory, Map<Label, List<Label>> branches) {
        this.topics = topics;
        this.limits = limits;
        this.factory = factory;
        this.branches = branches;
    }

    void addTo(StreamsBuilder builder) {
        KStream<String, Input> inputs = source(builder, topics.demand(), "planning-demand", Input.Wanted::new)
                .merge(
                        source(builder, topics.requestEnds(), "planning-request-ends", Input.Ended::new),
                        Named.as("planning-demand-and-ends"))
                .merge(
                        source(builder, topics.labelStats(), "planning-label-stats", Input.Learnt::new),
                        Named.as("planning-inputs"));
        inputs.process(new Supplier(), Named.as("planning"))
                .to(
                        topics.requests().name(),
                        Produced.with(
                                        topics.requests().keySerde(),
                                        topics.requests().valueSerde())
                                .withName("planning-requests"));
    }

    private static <V> KStream<String, Input> source(
            StreamsBuilder builder, Topic<V> topic, String name, Function<V, Input> input) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name))
                .filter((key, value) -> value != null, Named.as(name + "-present"))
                .mapValues(input::apply, Named.as(name + "-input"));
    }

    private final class Supplier implements ProcessorSupplier<String, Input, String, io.mindstream.samples.Request> {
        @Override
        public PlanningProcessor get() {
            return new PlanningProcessor(limits, factory, branches);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    store(DEMANDS, new AvroSerde<>(Codecs.DEMAND)),
                    store(COUNTS, Account.Counts.SERDE),
                    store(OUTSTANDING, new AvroSerde<>(Codecs.REQUEST)),
                    store(TURNS, Serdes.Double()),
                    store(STATS, new AvroSerde<>(Codecs.LABEL_STATS)));
        }

        /** As many entries as there are labels or requests under way: in memory, with a changelog. */
        private <V> StoreBuilder<?> store(String name, Serde<V> values) {
            return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values);
        }
    }
}
