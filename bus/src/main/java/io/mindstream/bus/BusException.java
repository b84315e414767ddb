package io.mindstream.bus;

import org.apache.kafka.common.KafkaException;

/** Something is wrong with a topic, a cluster or the embedded broker. The message is one line that names it. */
public class BusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusException(String message) {
        super(message);
    }

    public BusException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A client that could not be made. Kafka says only that, and why in what caused it: an address that does not resolve, a property with
     * a bad value.
     *
     * @param what the topic or cluster
     */
    public static BusException of(String what, KafkaException failure) {
        Throwable told = failure;
        while (told.getCause() != null) {
            told = told.getCause();
        }
        return new BusException(what + ": " + (told.getMessage() == null ? told : told.getMessage()), failure);
    }
}
