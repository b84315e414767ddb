package io.mindstream.bus.client;

import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The end of a pipeline on a topic: in the publisher's order, with a bounded number of records on their way.
 *
 * @param writer of the topic
 * @param maxInFlight most records that are sent and not acknowledged; as many are asked of the publisher ahead
 */
public record KafkaSink<V>(TopicWriter<V> writer, int maxInFlight) {
    public KafkaSink {
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight: " + maxInFlight + " is less than 1");
        }
    }

    /**
     * Writes all values when subscribed to.
     *
     * @param key of each value
     * @return the number written, when the publisher is done and all is acknowledged; an error when either fails
     */
    public Mono<Long> drain(Publisher<V> values, Function<V, String> key) {
        return Flux.from(values)
                .flatMap(value -> Mono.fromFuture(() -> writer.send(key.apply(value), value), true), maxInFlight)
                .count();
    }
}
