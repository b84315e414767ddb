package io.mindstream.streams;

import io.mindstream.bus.Topics;
import io.mindstream.bus.avro.AvroSerde;
import io.mindstream.bus.avro.Codecs;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import io.mindstream.scorers.Curator;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps what is good and new: {@code candidates} in; {@code samples}, {@code rejected} and exactly one end of each request out.
 *
 * <pre>
 * candidates ─► intake ─► near-probes (by what near samples share) ─► near ─► near-verdicts (by candidate) ─► rejoin ─► samples
 *                 └── pending candidates, sample ids ──────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Exact duplicates have equal pictures, and candidates lie by the hash of their picture, so equal samples meet in one partition. Near
 * duplicates have other hashes; they meet in the partition of their probes, whose key is the same for all samples that can be near.
 */
final class CurationTopology {
    static final String PENDING = "curation-pending";
    static final String VERDICTS = "curation-verdicts";
    static final String SAMPLES = "curation-sample-ids";
    static final String REQUESTS = "curation-request-ids";
    static final String CLAIMS = "curation-near-claims";

    private final Topics topics;
    private final Curator curator;
    private final Duration duplicateWindow;
    private final Duration nearWindow;
    private final Duration requestTtl;

    /**
     * @param duplicateWindow how long the ids of accepted samples are remembered
     * @param nearWindow how long a sample keeps its like away
     * @param requestTtl the longest time that a request has
     */
    CurationTopology(
            Topics topics, Curator curator, Duration duplicateWindow, Duration nearWindow, Duration requestTtl) {
        this.topics = topics;
        this.curator = curator;
        this.duplicateWindow = duplicateWindow;
        this.nearWindow = nearWindow;
        this.requestTtl = requestTtl;
    }

    void addTo(StreamsBuilder builder) {
        builder.addStateStore(inMemory(PENDING, new AvroSerde<>(Codecs.CANDIDATE)));
        builder.addStateStore(inMemory(VERDICTS, Rivals.SERDE));
        builder.addStateStore(SeenOnce.store(SAMPLES, duplicateWindow));
        builder.addStateStore(SeenOnce.store(REQUESTS, requestTtl));
        builder.addStateStore(keyValue(Stores.persistentKeyValueStore(CLAIMS), NearClaim.SERDE));

        KStream<String, Output> intake = builder.stream(
                        topics.candidates().name(),
                        Consumed.with(
                                        topics.candidates().keySerde(),
                                        topics.candidates().valueSerde())
                                .withName("curation-candidates"))
                .process(
                        () -> new IntakeProcessor(curator, duplicateWindow, requestTtl),
                        Named.as("curation-intake"),
                        PENDING,
                        SAMPLES,
                        REQUESTS);
        KStream<String, Output> rejoin = new Outlets(topics, intake, "curation-intake")
                .only(Output.Probed.class, "curation-near-probes")
                .mapValues(Output.Probed::probe, Named.as("curation-near-probes-value"))
                .repartition(
                        Repartitioned.with(Serdes.String(), NearProbe.SERDE).withName("curation-near-probes"))
                .process(() -> new NearProcessor(nearWindow), Named.as("curation-near"), CLAIMS)
                .repartition(
                        Repartitioned.with(Serdes.String(), NearVerdict.SERDE).withName("curation-near-verdicts"))
                .process(
                        () -> new RejoinProcessor(duplicateWindow),
                        Named.as("curation-rejoin"),
                        PENDING,
                        VERDICTS,
                        SAMPLES);
        Outlets outlets = new Outlets(topics, intake.merge(rejoin, Named.as("curation-outputs")), "curation");
        outlets.samples();
        outlets.rejected();
        outlets.requestEnds();
    }

    static RequestEnd end(Request request, RequestEnd.Kind kind, int used) {
        return new RequestEnd(request.id(), request.stage(), request.label(), kind, used, request.budget() - used);
    }

    static Rejection refusal(Request request, Sample sample, Rejection.Reason reason, String detail, long now) {
        return new Rejection(sample.id(), request.id(), reason, detail, Optional.of(sample), now);
    }

    /** As many entries as requests are under way. */
    private static <V> StoreBuilder<?> inMemory(String name, Serde<V> values) {
        return keyValue(Stores.inMemoryKeyValueStore(name), values);
    }

    private static <V> StoreBuilder<?> keyValue(KeyValueBytesStoreSupplier supplier, Serde<V> values) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values);
    }
}
