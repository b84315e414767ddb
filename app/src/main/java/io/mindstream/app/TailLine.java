package io.mindstream.app;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Received;
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

/**
 * Figures in one line, from the newest of what the topics said.
 *
 * @param at of the newest of them, in milliseconds since 1970
 * @param figures without the time
 */
record TailLine(long at, String figures) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /** A line for each metric and each state of the queue that is published from now on. */
    static Flux<TailLine> follow(ClusterProperties cluster, Topics topics) {
        Newest newest = new Newest();
        ReadOptions live = ReadOptions.from(Start.latest()).clientId("tail");
        Mono<TailLine> checkpoints = KafkaFlux.read(cluster, topics.checkpoints(), live)
                .doOnNext(received -> newest.checkpoint(received.value()))
                .then(Mono.empty());
        Flux<TailLine> queue = KafkaFlux.read(cluster, topics.queueState(), live)
                .map(Received::value)
                .map(newest::queue);
        Flux<TailLine> metrics = KafkaFlux.read(cluster, topics.metrics(), live)
                .map(Received::value)
                .map(newest::metric);
        return Flux.merge(queue, checkpoints, metrics);
    }

    /** The figures behind the time of day. */
    @Override
    public String toString() {
        return TIME.format(Instant.ofEpochMilli(at)) + "  " + figures;
    }

    /** What the topics said last; each topic is read on a thread of its own. */
    static final class Newest {
        private Metric metric;
        private QueueState queue;
        private CheckpointEvent checkpoint;

        synchronized void checkpoint(CheckpointEvent event) {
            checkpoint = event;
        }

        synchronized TailLine metric(Metric newest) {
            metric = newest;
            return new TailLine(newest.at(), figures());
        }

        synchronized TailLine queue(QueueState newest) {
            queue = newest;
            return new TailLine(newest.at(), figures());
        }

        private String figures() {
            StringBuilder line = new StringBuilder(160);
            if (metric != null) {
                Map<String, Double> values = metric.values();
                line.append(String.format(Locale.ROOT, "  step %,7d", metric.step()));
                figure(line, values, "train.samples", "  %,9.0f samples");
                figure(line, values, "train.loss", "  loss %6.4f");
                figure(line, values, "train.accuracy", "  accuracy %.3f");
                figure(line, values, "train.learningRate", "  lr %.2e");
                figure(line, values, "train.samplesPerSecond", "  %5.1f samples/s");
                figure(line, values, "train.waitMillis", "  wait %3.0f ms");
            }
            if (queue != null) {
                line.append(String.format(Locale.ROOT, "  queue %,d (accepted %,d)", queue.depth(), queue.accepted()));
            }
            if (checkpoint != null) {
                line.append("  checkpoint ").append(checkpoint.name());
            }
            return line.substring(2);
        }

        private static void figure(StringBuilder line, Map<String, Double> values, String name, String format) {
            Double value = values.get(name);
            if (value != null) {
                line.append(String.format(Locale.ROOT, format, value));
            }
        }
    }
}
