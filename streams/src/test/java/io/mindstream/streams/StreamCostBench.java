package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.TopicAdmin;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Start;
import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.samples.Label;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * What the stream costs at a steady rate, all sources and labels, with its broker: prints accepted samples per second, cores by thread,
 * and the time from a request to its sample. Runs only when it is named; see {@code docs/stream.md}.
 */
class StreamCostBench {
    private static final double RATE = Double.parseDouble(System.getProperty("stream.rate", "200"));
    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final int ROUNDS = 3;

    @TempDir
    Path directory;

    private final Map<String, Long> requested = new ConcurrentHashMap<>();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();

    @Test
    void costAtASteadyRate() throws InterruptedException {
        Profile profile = Fixture.PROFILE;
        Catalog catalog = Catalog.discover(profile.name(), profile.picture(), profile.generation(), profile.labels());
        List<Label> labels = catalog.labels().keySet().stream()
                .filter(label -> !label.domain().equals(OddSources.DOMAIN))
                .toList();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), profile.bus())) {
            ClusterProperties cluster = broker.cluster();
            Topics topics = Topics.of(profile.bus(), "");
            try (TopicAdmin admin = new TopicAdmin(cluster)) {
                admin.ensure(topics.all());
            }
            ReadOptions all = ReadOptions.from(Start.earliest());
            Disposable reading = KafkaFlux.read(cluster, topics.requests(), all)
                    .subscribe(request -> requested.put(request.value().id(), request.timestamp()));
            Disposable arriving = KafkaFlux.read(cluster, topics.samples(), all)
                    .subscribe(sample -> latencies.add(System.currentTimeMillis()
                            - requested.getOrDefault(sample.value().provenance().requestId(), 0L)));
            try (QueueStandIn queue = new QueueStandIn(cluster, topics);
                    StreamRole role =
                            new StreamRole(cluster, profile, catalog, Fixture.curator(), directory.resolve("a"))) {
                role.start();
                long begin = System.nanoTime();
                Disposable granting = Flux.interval(Duration.ofSeconds(1))
                        .subscribe(tick -> queue.grant(
                                labels, 2 + (long) (RATE * (System.nanoTime() - begin) / 1e9 / labels.size())));
                for (int round = 0; round < ROUNDS; round++) {
                    round(queue, labels.size());
                }
                granting.dispose();
                assertThat(queue.samples()).isNotEmpty();
            }
            reading.dispose();
            arriving.dispose();
        }
    }

    private void round(QueueStandIn queue, int labels) throws InterruptedException {
        Map<String, Long> before = cpuNanos();
        int samples = queue.samples().size();
        latencies.clear();
        TimeUnit.NANOSECONDS.sleep(ROUND.toNanos());
        double seconds = ROUND.toMillis() / 1e3;
        System.out.printf(
                "%d labels, %.1f samples/s%n", labels, (queue.samples().size() - samples) / seconds);
        cpuNanos().forEach((name, nanos) -> {
            double cores = (nanos - before.getOrDefault(name, 0L)) / 1e9 / seconds;
            if (cores >= 0.005) {
                System.out.printf("  %-40s %.3f cores%n", name, cores);
            }
        });
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length > 0) {
            System.out.printf(
                    "  request to sample: median %d ms, 95 %% in %d ms%n",
                    sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
        }
    }

    /** By name of the thread, numbers and ids left out. */
    private static Map<String, Long> cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> cpu = new TreeMap<>();
        Arrays.stream(threads.getAllThreadIds()).forEach(id -> {
            ThreadInfo info = threads.getThreadInfo(id);
            long nanos = threads.getThreadCpuTime(id);
            if (info != null && nanos >= 0) {
                String name = info.getThreadName()
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "")
                        .replaceAll("\\d+", "#");
                cpu.merge(name, nanos, Long::sum);
            }
        });
        return cpu;
    }
}
