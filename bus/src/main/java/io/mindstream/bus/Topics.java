package io.mindstream.bus;

import io.mindstream.bus.avro.AvroCodec;
import io.mindstream.bus.avro.Codecs;
import io.mindstream.config.BusSettings;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Demand;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import java.util.List;

/**
 * The catalogue of topics. One partition where the reader must see everything; {@code bus.partitions} elsewhere.
 *
 * @param demand key {@link Demand#key()}: what the queue wants
 * @param requests key request id: observations to be made
 * @param requestEnds key {@link Demand#key(io.mindstream.samples.Stage, io.mindstream.samples.Label)}: how each request ended, back to
 *     planning, which is global
 * @param candidates key {@link Candidate#key()}: what generation made
 * @param samples key sample id: what curation accepted
 * @param rejected key {@link Rejection#id()}: what it refused, and why
 * @param outcomes key sample id: what the trainer learnt
 * @param labelStats key label
 * @param queueState key name of the queue
 * @param metrics key run id
 * @param checkpoints key {@link CheckpointEvent#name()}
 */
public record Topics(
        Topic<Demand> demand,
        Topic<Request> requests,
        Topic<RequestEnd> requestEnds,
        Topic<Candidate> candidates,
        Topic<Sample> samples,
        Topic<Rejection> rejected,
        Topic<Outcome> outcomes,
        Topic<LabelStats> labelStats,
        Topic<QueueState> queueState,
        Topic<Metric> metrics,
        Topic<CheckpointEvent> checkpoints) {
    private static final int MEGABYTE = 1024 * 1024;
    private static final long HOUR = 3_600_000;
    /** Some 60,000 announcements: the newest of each run stays for good in practice. */
    private static final long CHECKPOINTS_BYTES = 64L * MEGABYTE;

    /**
     * @param prefix before each name, may be empty; see {@link ClusterProperties#topicPrefix()}
     */
    public static Topics of(BusSettings settings, String prefix) {
        int many = settings.partitions();
        int segment = settings.segmentMegabytes() * MEGABYTE;
        Retention trimmed = Retention.trimmed(segment);
        Retention compact = Retention.compact(segment);
        Retention bounded = new Retention(
                Retention.Cleanup.DELETE,
                settings.retentionHours() * HOUR,
                (long) settings.retentionMegabytes() * MEGABYTE,
                segment);
        Retention lasting = new Retention(Retention.Cleanup.DELETE, -1, CHECKPOINTS_BYTES, segment);
        return new Topics(
                topic(prefix, "demand", 1, compact, Codecs.DEMAND),
                topic(prefix, "requests", many, trimmed, Codecs.REQUEST),
                topic(prefix, "request-ends", 1, trimmed, Codecs.REQUEST_END),
                topic(prefix, "candidates", many, trimmed, Codecs.CANDIDATE),
                topic(prefix, "samples", many, trimmed, Codecs.SAMPLE),
                topic(prefix, "rejected", many, bounded, Codecs.REJECTION),
                topic(prefix, "outcomes", many, trimmed, Codecs.OUTCOME),
                topic(prefix, "label-stats", 1, compact, Codecs.LABEL_STATS),
                topic(prefix, "queue-state", 1, compact, Codecs.QUEUE_STATE),
                topic(prefix, "metrics", 1, bounded, Codecs.METRIC),
                topic(prefix, "checkpoints", 1, lasting, Codecs.CHECKPOINT));
    }

    /** Every topic. */
    public List<Topic<?>> all() {
        return List.of(
                demand,
                requests,
                requestEnds,
                candidates,
                samples,
                rejected,
                outcomes,
                labelStats,
                queueState,
                metrics,
                checkpoints);
    }

    private static <V> Topic<V> topic(
            String prefix, String name, int partitions, Retention retention, AvroCodec<V> codec) {
        return new Topic<>(prefix + name, partitions, retention, codec);
    }
}
