package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Start;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Metric;
import io.mindstream.samples.QueueState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Figures in one line, from the newest of what the topics said. */
final class TailLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private volatile QueueState queue;
    private volatile CheckpointEvent checkpoint;

    /** A line for each metric that is published from now on. */
    static Flux<String> follow(ClusterProperties cluster, Topics topics) {
        TailLine line = new TailLine();
        ReadOptions live = ReadOptions.from(Start.latest()).clientId("tail");
        Mono<String> queue = KafkaFlux.read(cluster, topics.queueState(), live)
                .doOnNext(received -> line.queue = received.value())
                .then(Mono.empty());
        Mono<String> checkpoints = KafkaFlux.read(cluster, topics.checkpoints(), live)
                .doOnNext(received -> line.checkpoint = received.value())
                .then(Mono.empty());
        Flux<String> lines = KafkaFlux.read(cluster, topics.metrics(), live).map(received -> line.of(received.value()));
        return Flux.merge(queue, checkpoints, lines);
    }

    private String of(Metric metric) {
        Map<String, Double> values = metric.values();
        StringBuilder line = new StringBuilder(160)
                .append(TIME.format(Instant.ofEpochMilli(metric.at())))
                .append(String.format(Locale.ROOT, "  step %,7d", metric.step()));
        figure(line, values, "train.samples", "  %,9.0f samples");
        figure(line, values, "train.loss", "  loss %6.4f");
        figure(line, values, "train.accuracy", "  accuracy %.3f");
        figure(line, values, "train.learningRate", "  lr %.2e");
        figure(line, values, "train.samplesPerSecond", "  %5.1f samples/s");
        figure(line, values, "train.waitMillis", "  wait %3.0f ms");
        QueueState state = queue;
        if (state != null) {
            line.append(String.format(Locale.ROOT, "  queue %,d (accepted %,d)", state.depth(), state.accepted()));
        }
        CheckpointEvent newest = checkpoint;
        if (newest != null) {
            line.append("  checkpoint ").append(newest.name());
        }
        return line.toString();
    }

    private static void figure(StringBuilder line, Map<String, Double> values, String name, String format) {
        Double value = values.get(name);
        if (value != null) {
            line.append(String.format(Locale.ROOT, format, value));
        }
    }
}
