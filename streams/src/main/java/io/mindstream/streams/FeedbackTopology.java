package io.mindstream.streams;

import io.mindstream.bus.Topics;
import io.mindstream.bus.avro.AvroSerde;
import io.mindstream.bus.avro.Codecs;
import io.mindstream.config.LabelTree;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/** Turns what the trainer learnt of each sample, {@code outcomes}, into how it does on each label, {@code label-stats}. */
final class FeedbackTopology {
    static final String SEEN = "feedback-outcome-ids";
    static final String STATS = "feedback-label-averages";

    private final Topics topics;
    private final Duration window;
    private final LabelTree domains;

    /**
     * @param window how long outcomes are remembered; one that is sent again later counts again
     * @param domains tree that labels' domains are of
     */
    FeedbackTopology(Topics topics, Duration window, LabelTree domains) {
        this.topics = topics;
        this.window = window;
        this.domains = domains;
    }

    void addTo(StreamsBuilder builder) {
        builder.addStateStore(SeenOnce.store(SEEN, window));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STATS), Serdes.String(), new AvroSerde<>(Codecs.LABEL_STATS)));
        builder.stream(
                        topics.outcomes().name(),
                        Consumed.with(
                                        topics.outcomes().keySerde(),
                                        topics.outcomes().valueSerde())
                                .withName("feedback-outcomes"))
                .process(() -> new OutcomeOnce(window, domains), Named.as("feedback-once"), SEEN)
                .repartition(Repartitioned.with(
                                topics.outcomes().keySerde(), topics.outcomes().valueSerde())
                        .withName("feedback-by-domain"))
                .process(LabelAverages::new, Named.as("feedback-averages"), STATS)
                .to(
                        topics.labelStats().name(),
                        Produced.with(
                                        topics.labelStats().keySerde(),
                                        topics.labelStats().valueSerde())
                                .withName("feedback-label-stats"));
    }
}
