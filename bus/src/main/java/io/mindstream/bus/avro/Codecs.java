package io.mindstream.bus.avro;

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

/** The codec of each record that lies on topics or in stores, with the newest version of its schema. */
public final class Codecs {
    public static final AvroCodec<Demand> DEMAND = codec("demand", 1, StreamMappings.DEMAND);
    public static final AvroCodec<Request> REQUEST = codec("request", 2, StreamMappings.REQUEST);
    public static final AvroCodec<RequestEnd> REQUEST_END = codec("request-end", 1, StreamMappings.REQUEST_END);
    public static final AvroCodec<Candidate> CANDIDATE = codec("candidate", 2, StreamMappings.CANDIDATE);
    public static final AvroCodec<Sample> SAMPLE = codec("sample", 1, SampleMappings.SAMPLE);
    public static final AvroCodec<Rejection> REJECTION = codec("rejection", 1, StreamMappings.REJECTION);
    public static final AvroCodec<Outcome> OUTCOME = codec("outcome", 1, TrainingMappings.OUTCOME);
    public static final AvroCodec<LabelStats> LABEL_STATS = codec("label-stats", 2, TrainingMappings.LABEL_STATS);
    public static final AvroCodec<QueueState> QUEUE_STATE = codec("queue-state", 2, TrainingMappings.QUEUE_STATE);
    public static final AvroCodec<Metric> METRIC = codec("metric", 1, TrainingMappings.METRIC);
    public static final AvroCodec<CheckpointEvent> CHECKPOINT =
            codec("checkpoint-event", 1, TrainingMappings.CHECKPOINT);

    private Codecs() {}

    private static <T> AvroCodec<T> codec(String name, int latest, RecordMapping<T> mapping) {
        return new AvroCodec<>(name, SchemaVersions.load(name, latest), mapping);
    }
}
