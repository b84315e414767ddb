package io.mindstream.streams;

import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topic;
import io.mindstream.bus.Topics;
import io.mindstream.config.GenerationSettings;
import io.mindstream.config.LabelTree;
import io.mindstream.config.Profile;
import io.mindstream.config.ProfileLoader;
import io.mindstream.generators.Catalog;
import io.mindstream.generators.SampleComposer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Observation;
import io.mindstream.samples.PictureLoader;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.scorers.Curator;
import io.mindstream.scorers.DensityFilter;
import io.mindstream.scorers.DensityScorer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The real sources, rules and codecs, and a driver that runs a topology without a broker. */
final class Fixture {
    static final Instant START = Instant.ofEpochMilli(1_700_000_000_000L);
    static final Profile PROFILE = new ProfileLoader().defaults();
    static final Topics TOPICS = Topics.of(PROFILE.bus(), "");
    static final Catalog CATALOG = catalog("shapes", "gauge");
    /** Dense enough to be taken whatever the seed. */
    static final Label SHAPES = new Label("scenes/shapes/many", "perception/counting/all");

    private Fixture() {}

    static Catalog catalog(String... sources) {
        return Catalog.discover(
                "test", PROFILE.picture(), new GenerationSettings(List.of(sources), 48, 3), PROFILE.labels());
    }

    static Generator generator(Catalog catalog) {
        return new Generator(catalog, new DensityFilter(PROFILE.scoring()), new SampleComposer(PROFILE.generation()));
    }

    static Curator curator() {
        return new Curator(PROFILE.scoring(), LabelTree.domain(), LabelTree.capability(), PictureLoader.local());
    }

    /** The role on the sources of {@link #CATALOG}. */
    static StreamRole role(ClusterProperties cluster, Path directory) {
        return role(cluster, PROFILE, directory);
    }

    static StreamRole role(ClusterProperties cluster, Profile profile, Path directory) {
        return new StreamRole(cluster, profile, CATALOG, curator(), directory);
    }

    static TopologyTestDriver driver(Consumer<StreamsBuilder> topology, Path directory) {
        StreamsBuilder builder = new StreamsBuilder();
        topology.accept(builder);
        Properties properties = new Properties();
        properties.putAll(StreamsSetup.common(TOPICS));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        return new TopologyTestDriver(builder.build(), properties, START);
    }

    static <V> TestInputTopic<String, V> in(TopologyTestDriver driver, Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer());
    }

    static <V> TestOutputTopic<String, V> out(TopologyTestDriver driver, Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
    }

    /** A request that a source can serve, with a minute's time. */
    static Request request(String id, Label label, String source, long seed) {
        return new Request(
                id,
                Stage.KNOWLEDGE,
                label,
                source,
                seed,
                4,
                DensityScorer.VERSION,
                List.of(),
                START.toEpochMilli() + 60_000);
    }

    /** What generation makes of a request for shapes. */
    static Candidate candidate(String id, long seed) {
        return generator(CATALOG).generate(request(id, SHAPES, "shapes", seed), START.toEpochMilli()).stream()
                .filter(Output.Made.class::isInstance)
                .map(output -> ((Output.Made) output).candidate())
                .findFirst()
                .orElseThrow();
    }

    /** The same scene and dialogues for another request, drawn again with a speck that nobody would see. */
    static Candidate again(Candidate candidate, String id, int speck) {
        ImageRef image = specked(candidate.observation().image(), speck);
        Request request =
                request(id, candidate.request().label(), candidate.request().source(), speck);
        Observation observed = candidate.observation();
        Observation observation = new Observation(
                observed.source(), speck, image, observed.contentKey(), observed.domain(), observed.facts());
        List<Sample> samples = candidate.samples().stream()
                .map(sample -> Sample.of(
                        List.of(image),
                        sample.turns(),
                        sample.label(),
                        sample.ids(),
                        sample.stages(),
                        new Provenance(
                                sample.provenance().source(),
                                speck,
                                sample.provenance().generatorVersion(),
                                id,
                                sample.provenance().contentKey())))
                .toList();
        return new Candidate(request, observation, candidate.ids(), samples);
    }

    /** The candidate with an hour's time from now, for topologies that run by the real clock. */
    static Candidate inAnHour(Candidate candidate) {
        Request in = candidate.request();
        Request request = new Request(
                in.id(),
                in.stage(),
                in.label(),
                in.source(),
                in.seed(),
                in.budget(),
                in.idsVersion(),
                in.mastered(),
                System.currentTimeMillis() + 3_600_000);
        return new Candidate(request, candidate.observation(), candidate.ids(), candidate.samples());
    }

    static Map<String, Integer> countByRequest(List<io.mindstream.samples.RequestEnd> ends) {
        Map<String, Integer> counts = new java.util.TreeMap<>();
        ends.forEach(end -> counts.merge(end.requestId(), 1, Integer::sum));
        return counts;
    }

    private static ImageRef specked(ImageRef image, int speck) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(image.inline()));
            int x = speck % picture.getWidth();
            int y = speck / picture.getWidth() % picture.getHeight();
            picture.setRGB(x, y, picture.getRGB(x, y) ^ 0x010101);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", bytes);
            return ImageRef.inline(bytes.toByteArray(), picture.getWidth(), picture.getHeight());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
