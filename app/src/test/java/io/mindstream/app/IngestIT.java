package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mindstream.bus.ClusterProperties;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.config.Profile;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Split;
import io.mindstream.samples.user.UserPicture;
import io.mindstream.samples.user.UserStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's own data from files to samples on the topic, with a real broker. */
class IngestIT {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private JsonNode ingest(List<String> more) throws IOException {
        out.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of("ingest", "--json", "--label-from-folder"));
        arguments.addAll(more);
        int code = Mindstream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return new JsonMapper().readTree(out.toString());
    }

    /** The folder of docs/ingest.md, smaller. */
    @Test
    void everyFileOfAMixedFolderIsTakenInOrRejectedWithItsReason() throws Exception {
        Path folder = dir.resolve("mixed");
        Path data = dir.resolve("data");
        Map<MixedFolder.Kind, Integer> counts = MixedFolder.write(folder, 6 * 11);
        Settings settings = Settings.small(List.of("user"));

        JsonNode result = ingest(settings.arguments("--dir", data.toString(), folder.toString()));

        // Two files of WebP there are, over and over.
        int good = counts.keySet().stream()
                .mapToInt(kind -> kind.good ? counts.get(kind) : 0)
                .sum();
        assertThat(result.get("records").asInt()).isEqualTo(66);
        assertThat(result.get("rejected").asInt()).isEqualTo(66 - good);
        assertThat(result.get("pictures").asInt() + result.get("duplicates").asInt())
                .isEqualTo(good);
        assertThat(result.get("duplicates").asInt()).isEqualTo(4);
        List<UserPicture> pictures = new ArrayList<>();
        try (UserStore store = UserStore.open(data.resolve("user"))) {
            for (int i = 0; i < store.count("user/own/pictures"); i++) {
                pictures.add(store.picture("user/own/pictures", i));
            }
        }
        assertThat(pictures).allSatisfy(picture -> {
            assertThat(Math.max(picture.width(), picture.height())).isLessThanOrEqualTo(1024);
            if (picture.questions().get(0).reply().equals("rotated")) {
                assertThat(picture.width()).isEqualTo(72);
                assertThat(picture.height()).isEqualTo(96);
            }
        });
        assertThat(pictures.stream().map(picture -> picture.questions().get(0).reply()))
                .contains("png", "jpeg", "webp", "gif", "cmyk", "sixteen bit", "rotated", "wide");

        Set<String> rejected = new HashSet<>();
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(data.resolve("broker"), settings.profile().bus())) {
            Topics topics = Topics.of(settings.profile().bus(), "");
            for (Rejection rejection : new NewestRecords(broker.cluster()).read(topics.rejected(), 1000)) {
                assertThat(rejection.reason()).isEqualTo(Rejection.Reason.PICTURE);
                assertThat(rejection.detail())
                        .startsWith(rejection.id())
                        .containsAnyOf("empty, 0 bytes", "damaged jpeg file", "no picture: neither PNG");
                rejected.add(rejection.id());
            }
        }
        assertThat(rejected).hasSize(66 - good).allMatch(id -> id.startsWith(folder.toString()));
    }

    @Test
    void aTopicIsReadToItsEndAndGoesOnThereTheNextTime() throws Exception {
        MixedFolder.write(dir.resolve("mixed"), 5 * 11);
        List<Path> pictures;
        try (Stream<Path> files = Files.list(dir.resolve("mixed/png"))) {
            pictures = files.sorted().toList();
        }
        Settings settings = Settings.small(List.of("user"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                        dir.resolve("broker"), settings.profile().bus());
                Admin admin = Admin.create(broker.cluster().admin("test"));
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(broker.cluster().producer("test"))) {
            admin.createTopics(List.of(new NewTopic("swatches", 2, (short) 1)))
                    .all()
                    .get();
            List<String> arguments = settings.arguments(
                    "--dir", dir.resolve("data").toString(), "--topic", "swatches", "--bootstrap", broker.bootstrap());
            for (int i = 0; i < 4; i++) {
                producer.send(record(i % 2, pictures.get(i))).get();
            }
            producer.send(new ProducerRecord<>("swatches", 1, "k", "no json".getBytes(StandardCharsets.UTF_8)))
                    .get();

            JsonNode first = ingest(arguments);
            JsonNode nothing = ingest(arguments);
            producer.send(record(1, pictures.get(4))).get();
            JsonNode more = ingest(arguments);

            assertThat(first.get("pictures").asInt()).isEqualTo(4);
            assertThat(first.get("rejected").asInt()).isEqualTo(1);
            assertThat(nothing.get("records").asInt()).isZero();
            assertThat(more.get("records").asInt()).isEqualTo(1);
            assertThat(more.get("total").asInt()).isEqualTo(5);
            Topics topics = Topics.of(settings.profile().bus(), "");
            assertThat(new NewestRecords(broker.cluster()).read(topics.rejected(), 10))
                    .singleElement()
                    .satisfies(rejection -> {
                        assertThat(rejection.id()).isEqualTo("swatches-1@2");
                        assertThat(rejection.reason()).isEqualTo(Rejection.Reason.MALFORMED);
                    });
            try (UserStore store = UserStore.open(dir.resolve("data/user"))) {
                assertThat(store.picture("user/own/pictures", 4)
                                .questions()
                                .get(0)
                                .origin())
                        .isEqualTo("swatches-1@3");
            }
            List<String> none = new ArrayList<>(arguments);
            none.set(none.indexOf("swatches"), "no-such-topic");
            none.add(0, "ingest");
            assertThat(Mindstream.commandLine().setErr(new PrintWriter(err)).execute(none.toArray(String[]::new)))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("topic no-such-topic on cluster")
                    .contains("no such topic");
        }
    }

    private static ProducerRecord<String, byte[]> record(int partition, Path picture) throws IOException {
        String json = String.format(
                "{\"image\": {\"bytes\": \"%s\"}, \"question\": \"Which file?\", \"answer\": \"%s\"}",
                Base64.getEncoder().encodeToString(Files.readAllBytes(picture)), picture.getFileName());
        return new ProducerRecord<>("swatches", partition, "key", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatWasIngestedComesOutOfTheStreamJudgedAndSplit() throws Exception {
        Path folder = dir.resolve("mixed");
        Path data = dir.resolve("data");
        MixedFolder.write(folder, 30 * 11);
        Settings settings =
                Settings.small(List.of("user")).with("queue.lowWater", "50").with("queue.highWater", "100");
        for (String kind : List.of("png", "jpeg", "gif", "cmyk")) {
            ingest(settings.arguments(
                    "--dir", data.toString(), folder.resolve(kind).toString()));
        }
        Profile profile = settings.profile();
        try (DataDirectory directory = DataDirectory.open(data);
                Session session = new Session()) {
            Roles roles = new Roles(profile, directory, new UserDataOptions(), session);
            assertThat(roles.sources()).containsExactly("user");
            ClusterProperties cluster = roles.broker().cluster();
            Topics topics = roles.topics(cluster);
            roles.stream(cluster);
            roles.trainer(cluster, java.util.Optional.empty());
            NewestRecords newest = new NewestRecords(cluster);
            List<Sample> samples = new ArrayList<>();
            // More than there are pictures: they come again, by another view each time.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        samples.clear();
                        samples.addAll(newest.read(topics.samples(), 1000));
                        return samples.size() > 150;
                    });
            assertThat(samples).allSatisfy(sample -> {
                assertThat(sample.provenance().source()).isEqualTo("user");
                assertThat(sample.split()).isEqualTo(Split.TRAIN);
                assertThat(sample.turns()).extracting(turn -> turn.question()).containsOnly("What is shown?");
            });
            assertThat(samples).extracting(Sample::id).doesNotHaveDuplicates();
            assertThat(samples.stream()
                            .map(sample -> sample.provenance().contentKey())
                            .collect(Collectors.toSet()))
                    .hasSizeLessThanOrEqualTo(120);
            Path to = dir.resolve("export");
            int code = Mindstream.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(
                            "export",
                            "--to",
                            to.toString(),
                            "--recent",
                            "--bootstrap",
                            cluster.bootstrap(),
                            "--samples",
                            "20");
            assertThat(code).as(err.toString()).isZero();
            assertThat(Files.readAllLines(to.resolve("train.jsonl"))).hasSize(20);
        }
    }
}
