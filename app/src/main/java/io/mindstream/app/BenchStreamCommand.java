package io.mindstream.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.bus.BusException;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.bus.client.BusProducer;
import io.mindstream.bus.client.KafkaFlux;
import io.mindstream.bus.client.ReadOptions;
import io.mindstream.bus.client.Start;
import io.mindstream.config.Profile;
import io.mindstream.generators.Catalog;
import io.mindstream.samples.Label;
import io.mindstream.samples.PictureLoader;
import io.mindstream.scorers.Curator;
import io.mindstream.streams.StreamRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** {@code bench stream}: what the stream makes where nothing holds it up. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the embedded broker and all four topologies in this process, exactly once, asks for samples of all leaves",
            "alike, always for more than there are, and counts what is accepted. Prints samples a second, where the",
            "processor's time goes, and how the samples fell on the label trees. Its data is in a temporary directory.",
            "Where --set does not say otherwise, descriptions come only where they are asked for (generation.describe=false), and",
            "stream.outstanding is 1500, so that planning holds nothing up.",
            "",
            "  ./mindstream bench stream --set stream.threads=2",
            "  ./mindstream bench stream --set 'generation.sources=[]' --samples 200000"
        })
final class BenchStreamCommand implements Callable<Integer> {
    /** Requests under way: more than the loop of four commits can use, so that planning never holds it up. */
    private static final String OUTSTANDING = "1500";

    private static final int AHEAD = 6000;
    private static final double LEAST_CORES = 0.01;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProfileOptions options;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long to count, after the warm-up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "Seconds that do not count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Stops after so many accepted samples instead, the warm-up's included.")
    private long samples;

    @Option(names = "--json", description = "Prints one object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1 || warmUp < 0 || samples < 0) {
            throw new IllegalArgumentException(
                    "--seconds, --warm-up and --samples: no number below 0, and a second at least");
        }
        options.overrides.putIfAbsent("generation.describe", "false");
        options.overrides.putIfAbsent("stream.outstanding", OUTSTANDING);
        options.overrides.putIfAbsent("stream.outstandingPerLabel", OUTSTANDING);
        Profile profile = options.load();
        Catalog catalog = Catalog.discover(profile.name(), profile.picture(), profile.generation(), profile.labels());
        Path directory = Files.createTempDirectory("mindstream-bench-stream");
        try {
            print(profile, run(profile, catalog, directory), catalog);
        } finally {
            delete(directory);
        }
        return 0;
    }

    /**
     * What came.
     *
     * @param seconds counted
     * @param accepted in them
     * @param counts of all samples, the warm-up's too, by label
     * @param cores by kind of thread
     * @param stages shares of the stream threads' time
     */
    private record Measured(
            double seconds,
            long accepted,
            Map<Label, Long> counts,
            Map<String, Double> cores,
            Map<String, Double> stages) {}

    private Measured run(Profile profile, Catalog catalog, Path directory) throws InterruptedException {
        Map<Label, AtomicLong> counts = new ConcurrentHashMap<>();
        AtomicLong accepted = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Curator curator = new Curator(
                profile.scoring(), profile.labels().domain(), profile.labels().capability(), PictureLoader.local());
        EvenDemand demand = new EvenDemand(catalog.branches(), AHEAD, System.currentTimeMillis());
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), profile.bus())) {
            ClusterProperties cluster = broker.cluster();
            Topics topics = Topics.of(profile.bus(), cluster.topicPrefix());
            try (StreamRole role = new StreamRole(cluster, profile, catalog, curator, directory);
                    BusProducer producer = new BusProducer(cluster, "bench");
                    ThreadTimes times = new ThreadTimes()) {
                role.start();
                role.ended().exceptionally(e -> {
                    failure.set(e);
                    return null;
                });
                Disposable counting = KafkaFlux.read(cluster, topics.samples(), ReadOptions.from(Start.earliest()))
                        .subscribe(
                                record -> {
                                    counts.computeIfAbsent(record.value().label(), label -> new AtomicLong())
                                            .incrementAndGet();
                                    accepted.incrementAndGet();
                                },
                                failure::set);
                Disposable asking = Flux.interval(Duration.ZERO, Duration.ofMillis(250))
                        .onBackpressureDrop()
                        .subscribe(
                                tick -> demand.send(
                                        producer.writer(topics.demand()), accepted.get(), System.currentTimeMillis()),
                                failure::set);
                try {
                    return count(accepted, counts, failure, times);
                } finally {
                    asking.dispose();
                    counting.dispose();
                }
            }
        }
    }

    private Measured count(
            AtomicLong accepted, Map<Label, AtomicLong> counts, AtomicReference<Throwable> failure, ThreadTimes times)
            throws InterruptedException {
        long start = System.nanoTime();
        long counted = -1;
        long from = 0;
        for (int second = 1; ; second++) {
            Thread.sleep(1000);
            if (failure.get() != null) {
                throw new BusException("bench stream: " + failure.get().getMessage(), failure.get());
            }
            long now = accepted.get();
            if (second == warmUp || second == 1 && warmUp == 0) {
                times.restart();
                start = System.nanoTime();
                counted = now;
                from = second;
            }
            if (second % 10 == 0) {
                spec.commandLine().getErr().printf(Locale.ROOT, "%,d samples accepted after %d s%n", now, second);
            }
            boolean done = samples > 0 ? now >= samples : second >= warmUp + seconds;
            if (done && counted >= 0 && second > from) {
                Map<Label, Long> sums = new LinkedHashMap<>();
                counts.forEach((label, count) -> sums.put(label, count.get()));
                double elapsed = (System.nanoTime() - start) / 1e9;
                return new Measured(elapsed, now - counted, sums, times.cores(), times.stagesOfStream());
            }
        }
    }

    private void print(Profile profile, Measured measured, Catalog catalog) {
        List<LabelCoverage> coverage = LabelCoverage.of(catalog.labels().keySet(), measured.counts());
        PrintWriter out = spec.commandLine().getOut();
        double rate = measured.accepted() / measured.seconds();
        if (json) {
            out.println(object(profile, measured, coverage, rate));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%.0f accepted samples a second over %.0f s: %d px, %d stream thread%s, %d sources, %,d pairs of leaves, exactly once%n",
                    rate,
                    measured.seconds(),
                    profile.picture().size(),
                    profile.stream().threads(),
                    profile.stream().threads() == 1 ? "" : "s",
                    catalog.sources().size(),
                    catalog.labels().size());
            out.printf("%n%-52s cores%n", "thread");
            sorted(measured.cores())
                    .filter(entry -> entry.getValue() >= LEAST_CORES)
                    .forEach(entry -> out.printf(Locale.ROOT, "%-52s %5.2f%n", entry.getKey(), entry.getValue()));
            out.printf("%n%-52s share%n", "of the stream threads' time");
            sorted(measured.stages())
                    .forEach(entry ->
                            out.printf(Locale.ROOT, "%-52s %4.0f %%%n", entry.getKey(), 100 * entry.getValue()));
            out.printf(
                    "%n%-24s %10s %10s %7s %8s %6s%n", "branch", "reachable", "generated", "share", "median", "most");
            coverage.forEach(one -> out.printf(
                    Locale.ROOT,
                    "%-24s %,10d %,10d %6.1f%% %8.1f %6d%n",
                    one.branch(),
                    one.reachable(),
                    one.generated(),
                    100 * one.share(),
                    one.median(),
                    one.most()));
        }
        out.flush();
    }

    private static Stream<Map.Entry<String, Double>> sorted(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed());
    }

    private static String object(Profile profile, Measured measured, List<LabelCoverage> coverage, double rate) {
        ObjectNode node = new JsonMapper().createObjectNode();
        node.put("accepted_per_second", rate)
                .put("seconds", measured.seconds())
                .put("accepted", measured.accepted())
                .put("picture_size", profile.picture().size())
                .put("stream_threads", profile.stream().threads());
        ObjectNode cores = node.putObject("cores");
        sorted(measured.cores()).forEach(entry -> cores.put(entry.getKey(), entry.getValue()));
        ObjectNode stages = node.putObject("stream_thread_shares");
        sorted(measured.stages()).forEach(entry -> stages.put(entry.getKey(), entry.getValue()));
        ArrayNode branches = node.putArray("coverage");
        coverage.forEach(one -> branches.addObject()
                .put("branch", one.branch())
                .put("reachable_pairs", one.reachable())
                .put("generated_pairs", one.generated())
                .put("median", one.median())
                .put("most", one.most()));
        return node.toString();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
