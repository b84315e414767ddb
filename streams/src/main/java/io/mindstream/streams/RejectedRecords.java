package io.mindstream.streams;

import io.mindstream.bus.MalformedRecordException;
import io.mindstream.bus.avro.Codecs;
import io.mindstream.samples.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records that cannot be read, and records on which a processor fails, to the {@code rejected} topic, in the transaction that
 * passes over them, and goes on. Kafka Streams makes it by its name, once for each use.
 */
public final class RejectedRecords implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    /** Key of the streams' configuration that names the topic. */
    static final String TOPIC = "mindstream.rejected.topic";

    private static final Logger LOG = LoggerFactory.getLogger(RejectedRecords.class);

    private String rejected;

    @Override
    public void configure(Map<String, ?> configs) {
        rejected = (String) configs.get(TOPIC);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        String id = place(record.topic(), record.partition(), record.offset());
        return DeserializationExceptionHandler.Response.resume(
                rejection(id, Rejection.Reason.MALFORMED, record.topic() + ": " + problem(exception)));
    }

    /** A failing cluster or store is no fault of the record: the thread goes down and comes back. */
    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof KafkaException && !(exception instanceof MalformedRecordException)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        String id = place(context.topic(), context.partition(), context.offset());
        String detail = context.processorNodeId() + ": " + problem(exception);
        LOG.warn("Record {} is passed over: {}", id, detail, exception);
        return ProcessingExceptionHandler.Response.resume(rejection(id, Rejection.Reason.FAILED, detail));
    }

    private List<ProducerRecord<byte[], byte[]>> rejection(String id, Rejection.Reason reason, String detail) {
        Rejection rejection = new Rejection(id, "", reason, detail, Optional.empty(), System.currentTimeMillis());
        return List.of(new ProducerRecord<>(
                rejected, id.getBytes(StandardCharsets.UTF_8), Codecs.REJECTION.encode(rejection)));
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    private static String problem(Throwable exception) {
        Throwable cause = exception;
        while (!(cause instanceof MalformedRecordException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof MalformedRecordException malformed) {
            return malformed.problem();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
