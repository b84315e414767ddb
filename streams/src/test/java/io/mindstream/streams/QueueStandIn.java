package io.mindstream.streams;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Received;
import io.mindstream.bus.client.Start;
import io.mindstream.samples.Demand;
import io.mindstream.samples.Label;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.RequestId;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Grants credits, renews them, and keeps what comes of them: the queue's side of the stream, on real topics. */
final class QueueStandIn implements AutoCloseable {
    static final Duration TTL = Duration.ofSeconds(3);

    private final Topics topics;
    private final BusProducer producer;
    private final Map<String, Demand> demands = new ConcurrentHashMap<>();
    private final List<Received<Sample>> samples = new CopyOnWriteArrayList<>();
    private final List<Received<RequestEnd>> ends = new CopyOnWriteArrayList<>();
    private final Disposable.Composite reading = Disposables.composite();
    private final Disposable renewing;

    QueueStandIn(ClusterProperties cluster, Topics topics) {
        this.topics = topics;
        producer = new BusProducer(cluster, "queue");
        ReadOptions all = ReadOptions.from(Start.earliest());
        reading.add(KafkaFlux.read(cluster, topics.samples(), all).subscribe(samples::add));
        reading.add(KafkaFlux.read(cluster, topics.requestEnds(), all).subscribe(ends::add));
        renewing = Flux.interval(Duration.ofMillis(500))
                .subscribe(tick -> demands.values().forEach(this::send));
    }

    void grant(Collection<Label> labels, long granted) {
        for (Label label : labels) {
            Demand demand = new Demand(Stage.KNOWLEDGE, label, granted, 1, 0);
            demands.put(demand.key(), demand);
            send(demand);
        }
    }

    /** As if the trainer died: demand runs out. */
    void stopRenewing() {
        renewing.dispose();
    }

    List<Received<Sample>> samples() {
        return List.copyOf(samples);
    }

    List<Received<RequestEnd>> ends() {
        return List.copyOf(ends);
    }

    /** Samples by the demand that their request was debited from. */
    Map<String, Integer> accepted() {
        Map<String, Integer> counts = new TreeMap<>();
        samples.forEach(sample -> counts.merge(
                RequestId.parse(sample.value().provenance().requestId())
                        .orElseThrow()
                        .demandKey(),
                1,
                Integer::sum));
        return counts;
    }

    /** What {@link #accepted()} has to be when every credit was used. */
    Map<String, Integer> granted() {
        Map<String, Integer> counts = new TreeMap<>();
        demands.forEach((key, demand) -> counts.put(key, (int) demand.granted()));
        return counts;
    }

    private void send(Demand demand) {
        long expiresAt = System.currentTimeMillis() + TTL.toMillis();
        producer.writer(topics.demand())
                .send(
                        demand.key(),
                        new Demand(demand.stage(), demand.label(), demand.granted(), demand.epoch(), expiresAt));
    }

    @Override
    public void close() {
        renewing.dispose();
        reading.dispose();
        producer.close();
    }
}
