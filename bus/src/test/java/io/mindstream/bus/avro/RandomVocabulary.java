package io.mindstream.bus.avro;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.CheckpointEvent;
import io.mindstream.samples.Demand;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.LabelStats;
import io.mindstream.samples.Metric;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.QueueState;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Request;
import io.mindstream.samples.RequestEnd;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Legal records of the vocabulary, drawn at random from a seed; texts go from empty to long and through all planes of Unicode. */
public final class RandomVocabulary {
    private final Random random;

    public RandomVocabulary(long seed) {
        random = new Random(seed);
    }

    public Demand demand() {
        return new Demand(stage(), label(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    public Request request() {
        return new Request(
                text(),
                stage(),
                label(),
                text(),
                random.nextLong(),
                20 + random.nextInt(20),
                random.nextInt(),
                texts(),
                random.nextLong());
    }

    public RequestEnd requestEnd() {
        return new RequestEnd(
                text(), stage(), label(), pick(RequestEnd.Kind.values()), random.nextInt(20), random.nextInt(20));
    }

    public Observation observation() {
        return new Observation(
                text(), random.nextLong(), image(), text(), path(), new Facts(texts(), texts(), texts(), texts()));
    }

    /** Some samples show the observation's picture, some another. */
    public Candidate candidate() {
        Observation observation = observation();
        List<Sample> samples = some(1, 5, () -> {
            List<ImageRef> images = some(1, 2, () -> random.nextInt(4) == 0 ? image() : observation.image());
            return Sample.of(images, some(1, 3, this::turn), label(), ids(), stages(), provenance());
        });
        return new Candidate(request(), observation, ids(), samples);
    }

    public Sample sample() {
        return Sample.of(some(0, 3, this::image), some(1, 3, this::turn), label(), ids(), stages(), provenance());
    }

    public Rejection rejection() {
        return new Rejection(
                text(),
                text(),
                pick(Rejection.Reason.values()),
                text(),
                random.nextBoolean() ? Optional.of(sample()) : Optional.empty(),
                random.nextLong());
    }

    public Outcome outcome() {
        return new Outcome(
                text(),
                random.nextInt(),
                stage(),
                label(),
                some(0, 4, () -> new Outcome.TurnOutcome(text(), path(), real(), random.nextBoolean())),
                text(),
                random.nextLong(),
                random.nextLong());
    }

    public LabelStats labelStats() {
        return new LabelStats(
                label(),
                random.nextLong(),
                random.nextDouble(),
                real(),
                random.nextLong(),
                some(0, 3, () -> new LabelStats.FamilyStats(text(), random.nextLong(), random.nextDouble())));
    }

    public QueueState queueState() {
        return new QueueState(
                some(0, 50, () -> new QueueState.Cell(stage(), label(), random.nextInt(8), random.nextLong())),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                new QueueState.DifficultyVersion(text(), random.nextLong()),
                random.nextLong());
    }

    public Metric metric() {
        return new Metric(text(), random.nextLong(), random.nextLong(), numbers());
    }

    public CheckpointEvent checkpoint() {
        return new CheckpointEvent(
                text(),
                random.nextLong(),
                URI.create("file:///data/checkpoints/run-" + random.nextInt(1000) + "/a%20b"),
                random.nextLong(),
                random.nextLong(),
                numbers(),
                random.nextLong());
    }

    public Answer answer() {
        return switch (random.nextInt(5)) {
            case 0 -> new Answer.Exact(some(1, 4, this::text));
            case 1 -> new Answer.Number(random.nextGaussian() * 1e6, random.nextDouble());
            case 2 -> {
                List<String> options = some(1, 6, this::text);
                yield new Answer.Choice(options, random.nextInt(options.size()));
            }
            case 3 -> new Answer.Items(new TreeSet<>(some(1, 6, this::text)));
            default -> new Answer.FreeText(text());
        };
    }

    public ImageRef image() {
        int width = 1 + random.nextInt(4096);
        int height = 1 + random.nextInt(4096);
        if (random.nextInt(3) == 0) {
            String hash = ImageRef.inline(bytes(8), 1, 1).sha256();
            return new ImageRef(
                    hash, width, height, Math.abs(random.nextLong()), null, URI.create("http://store:8080/" + hash));
        }
        int size = random.nextInt(10) == 0 ? ImageRef.MAX_INLINE : random.nextInt(4096);
        return ImageRef.inline(bytes(size), width, height);
    }

    private Turn turn() {
        return new Turn(text(), path(), text(), text(), answer());
    }

    private Ids ids() {
        return new Ids(random.nextDouble(), 0, 1, random.nextDouble(), random.nextDouble(), random.nextInt());
    }

    private Provenance provenance() {
        return new Provenance(text(), random.nextLong(), random.nextInt(), text(), text());
    }

    private Set<Stage> stages() {
        EnumSet<Stage> stages = EnumSet.of(stage());
        stages.add(stage());
        return stages;
    }

    private Label label() {
        return new Label(path(), path());
    }

    private String path() {
        return "l" + random.nextInt(9) + "/é" + random.nextInt(9) + "/leaf-" + random.nextInt(99);
    }

    private Stage stage() {
        return pick(Stage.values());
    }

    private double real() {
        double[] odd = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE};
        int at = random.nextInt(20);
        return at < odd.length ? odd[at] : random.nextGaussian();
    }

    private Map<String, Double> numbers() {
        Map<String, Double> numbers = new HashMap<>();
        IntStream.range(0, random.nextInt(30)).forEach(i -> numbers.put(i + text(), real()));
        return numbers;
    }

    private List<String> texts() {
        return some(0, 5, this::text);
    }

    private String text() {
        int length = random.nextInt(40) == 0 ? 20_000 : random.nextInt(60);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int point = random.nextInt(8) == 0 ? random.nextInt(0x10FFFF) : 32 + random.nextInt(95);
            boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? '?' : point);
        }
        return text.toString();
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private <E> List<E> some(int least, int most, Supplier<E> supplier) {
        return Stream.generate(supplier)
                .limit(least + random.nextInt(most - least + 1))
                .toList();
    }

    private <E> E pick(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
