package io.mindstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.bus.avro.Codecs;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.Drawn;
import io.mindstream.generators.SampleComposer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Demand;
import io.mindstream.samples.Ids;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.Stage;
import io.mindstream.scorers.Curator;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import io.mindstream.scorers.Judged;
import io.mindstream.scorers.SampleSignature;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Processor time of each stage of generation and curation, all sources and labels, without Kafka: prints microseconds per accepted
 * sample. Time of the thread and not of the clock, so that other work on the machine does not
 * count. Runs only when it is named; see {@code docs/stream.md}.
 */
class StageCostBench {
    private static final int REQUESTS_OF_LABEL = 12;
    private static final String PAINT = "paint and encode";
    private static final String COMPOSE = "score and compose";
    private static final int ROUNDS = Integer.getInteger("stages.rounds", 8);

    private final Catalog catalog = Fixture.CATALOG;
    private final DensityFilter filter = new DensityFilter(Fixture.PROFILE.scoring());
    private final SampleComposer composer = new SampleComposer(Fixture.PROFILE.generation());
    private final Curator curator = Fixture.curator();
    private final Map<String, Long> nanos = new LinkedHashMap<>();

    private long drawings;
    private long made;

    private record Pair(Request request, Drawn<?> drawn) {}

    @Test
    void costByStage() {
        long samples = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (round == ROUNDS / 2) {
                nanos.clear(); // what came before was for the compiler
                samples = 0;
                drawings = 0;
                made = 0;
            }
            samples += round(round);
        }
        long all = samples;
        long sum = 0;
        for (Map.Entry<String, Long> stage : nanos.entrySet()) {
            System.out.printf("%-40s %7.1f us%n", stage.getKey(), stage.getValue() / 1e3 / all);
            sum += stage.getKey().startsWith(" ") ? 0 : stage.getValue();
        }
        System.out.printf("%-40s %7.1f us per sample, %d samples%n", "together", sum / 1e3 / all, all);
        System.out.printf("%d scenes drawn, %d asked about and painted%n", drawings, made);
        assertThat(all).isPositive();
    }

    private long round(int round) {
        RequestFactory factory = new RequestFactory(catalog.labels(), DensityScorer.VERSION, Long.MAX_VALUE / 2);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS_OF_LABEL; i++) {
            long number = (long) round * REQUESTS_OF_LABEL + i;
            catalog.labels().keySet().stream()
                    .filter(label -> !label.domain().equals(OddSources.DOMAIN))
                    .forEach(label -> requests.add(factory.make(
                            new Demand(Stage.KNOWLEDGE, label, 1000, 1, Long.MAX_VALUE),
                            label,
                            number,
                            2,
                            List.of(),
                            0)));
        }
        List<Request> toTrain = timed("split", () -> requests.stream()
                .filter(request ->
                        catalog.split(request.source(), request.label().domain(), request.seed()) == Split.TRAIN)
                .toList());
        List<Pair> drawn = timed("draw", () -> toTrain.stream()
                .map(request -> new Pair(
                        request, catalog.draw(request.source(), request.label().domain(), request.seed())))
                .toList());
        Map<String, List<Pair>> bySource = new LinkedHashMap<>();
        drawn.forEach(pair -> bySource.computeIfAbsent(pair.request().source(), source -> new ArrayList<>())
                .add(pair));
        List<Candidate> candidates = new ArrayList<>();
        bySource.forEach((source, pairs) -> {
            long before = spent(PAINT) + spent(COMPOSE);
            // Composing paints; the second time the pictures are there.
            candidates.addAll(timed(PAINT, () -> composed(pairs)));
            long both = spent(PAINT) + spent(COMPOSE) - before;
            timed(COMPOSE, () -> composed(pairs));
            nanos.merge(PAINT, before + both - spent(PAINT) - spent(COMPOSE), Long::sum);
            nanos.merge("  of " + source, both, Long::sum);
        });
        List<byte[]> encoded = timed(
                "encode candidates",
                () -> candidates.stream().map(Codecs.CANDIDATE::encode).toList());
        List<Candidate> decoded = timed(
                "decode candidates",
                () -> encoded.stream().map(Codecs.CANDIDATE::decode).toList());
        List<List<Judged>> judged = timed(
                "judge and sign", () -> decoded.stream().map(curator::judge).toList());
        List<SampleSignature> signatures = judged.stream()
                .flatMap(List::stream)
                .flatMap(one -> one.signature().stream())
                .toList();
        timed("bands", () -> signatures.stream().map(SampleSignature::bands).toList());
        List<Sample> samples =
                decoded.stream().flatMap(one -> one.samples().stream()).toList();
        timed(
                "encode samples",
                () -> samples.stream().map(Codecs.SAMPLE::encode).toList());
        drawings += drawn.size();
        made += candidates.size();
        return signatures.size();
    }

    private long spent(String stage) {
        return nanos.getOrDefault(stage, 0L);
    }

    private List<Candidate> composed(List<Pair> pairs) {
        return pairs.stream().flatMap(pair -> compose(pair).stream()).toList();
    }

    private Optional<Candidate> compose(Pair pair) {
        Ids ids = DensityScorer.ofVersion(DensityScorer.VERSION)
                .score(pair.drawn().facts());
        List<Sample> samples = composer.compose(pair.drawn(), ids, filter.turns(ids), pair.request());
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidate(pair.request(), pair.drawn().observation(), ids, samples));
    }

    private <T> T timed(String stage, Supplier<T> work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        T result = work.get();
        nanos.merge(stage, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before, Long::sum);
        return result;
    }
}
