package io.mindstream.bus;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that are no record of the expected type. The message names topic, partition and offset where they are known. A
 * {@link SerializationException}, so that Kafka Streams hands it to its deserialization exception handler.
 */
public final class MalformedRecordException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final int partition;
    private final long offset;
    private final String problem;

    /** Before it is known where the bytes came from. */
    public MalformedRecordException(String problem, Throwable cause) {
        this("", -1, -1, problem, cause);
    }

    /** Bytes of a topic of which no more is known. */
    public MalformedRecordException(String topic, String problem, Throwable cause) {
        this(topic, -1, -1, problem, cause);
    }

    public MalformedRecordException(String topic, int partition, long offset, String problem, Throwable cause) {
        super(place(topic, partition, offset) + problem, cause);
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.problem = problem;
    }

    /** The same problem with its place. */
    public MalformedRecordException at(String itsTopic, int itsPartition, long itsOffset) {
        return new MalformedRecordException(itsTopic, itsPartition, itsOffset, problem, this);
    }

    /** Empty when unknown. */
    public String topic() {
        return topic;
    }

    /** -1 when unknown. */
    public int partition() {
        return partition;
    }

    /** -1 when unknown. */
    public long offset() {
        return offset;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** {@code topic-partition@offset}: the id of a rejection of this record. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    private static String place(String topic, int partition, long offset) {
        if (topic.isEmpty()) {
            return "";
        }
        return topic + (partition < 0 ? "" : "-" + partition) + (offset < 0 ? "" : "@" + offset) + ": ";
    }
}
