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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
