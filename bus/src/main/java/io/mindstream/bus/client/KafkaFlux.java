package io.mindstream.bus.client;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * A topic as a {@link Flux} that honours demand: what the subscriber does not ask for is not fetched, but for a bounded number of records
 * ({@link ReadOptions#maxBuffered()} and one fetch of the consumer). Only committed records are seen.
 */
public final class KafkaFlux {
    private KafkaFlux() {}

    /**
     * Each subscription has its own consumer and thread; items arrive on that thread. It never completes. Cancelling closes the consumer
     * soon after. A record that cannot be read goes to {@link ReadOptions#onMalformed()} and is skipped.
     *
     * @return errors with {@link io.mindstream.bus.BusException}, which names the topic
     */
    public static <V> Flux<Received<V>> read(ClusterProperties cluster, Topic<V> topic, ReadOptions options) {
        return Flux.create(
                sink -> {
                    PollLoop<V> loop = new PollLoop<>(cluster, topic, options, new ToSink<>(sink));
                    sink.onRequest(n -> loop.wake());
                    sink.onDispose(loop::stop);
                    loop.start();
                },
                // The loop asks for demand before each item, so nothing is ever buffered in the sink.
                FluxSink.OverflowStrategy.ERROR);
    }

    private record ToSink<V>(FluxSink<Received<V>> sink) implements PollLoop.Listener<V> {
        @Override
        public boolean wants() {
            return sink.requestedFromDownstream() > 0 && !sink.isCancelled();
        }

        @Override
        public void received(Received<V> record) {
            sink.next(record);
        }

        @Override
        public void failed(RuntimeException e) {
            sink.error(e);
        }
    }
}
