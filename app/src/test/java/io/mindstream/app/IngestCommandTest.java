package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mindstream.samples.user.UserPicture;
import io.mindstream.samples.user.UserStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest {
    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return Mindstream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private JsonNode ingest(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("ingest", "--json", "--dir", data().toString()));
        all.addAll(List.of(arguments));
        assertThat(execute(all.toArray(String[]::new))).as(err.toString()).isZero();
        return new JsonMapper().readTree(out.toString());
    }

    private Path data() {
        return dir.resolve("data");
    }

    private static void noise(Path file, long seed) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int i = 0; i < 1200; i++) {
            image.setRGB(i % 40, i / 40, random.nextInt(1 << 24));
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private List<UserPicture> pictures() throws IOException {
        List<UserPicture> all = new ArrayList<>();
        try (UserStore store = UserStore.open(data().resolve("user"))) {
            for (String domain : store.domains()) {
                for (int i = 0; i < store.count(domain); i++) {
                    all.add(store.picture(domain, i));
                }
            }
        }
        return all;
    }

    @Test
    void aFolderWithRecordsAndOneWithLabels() throws IOException {
        Path photos = dir.resolve("photos");
        noise(photos.resolve("bowline/1.png"), 1);
        noise(photos.resolve("bowline/2.png"), 2);
        noise(photos.resolve("clove_hitch/3.png"), 3);
        Path records = Files.writeString(
                dir.resolve("qa.jsonl"),
                """
                {"image": "photos/bowline/1.png", "question": "How many ropes?", "answer": "1"}
                {"image": "photos/bowline/1.png", "question": "How many ropes?", "answer": "1"}
                {"image": "photos/clove_hitch/3.png", "caption": "a clove hitch around a pole"}
                """);

        JsonNode first = ingest(photos.toString(), "--label-from-folder", "--label-question", "Which knot?");
        JsonNode second = ingest(records.toString());

        assertThat(first.get("pictures").asInt()).isEqualTo(3);
        assertThat(first.get("questions").asInt()).isEqualTo(3);
        assertThat(second.get("pictures").asInt()).isZero();
        assertThat(second.get("questions").asInt()).isEqualTo(2);
        assertThat(second.get("duplicates").asInt()).isEqualTo(1);
        assertThat(pictures()).hasSize(3);
        assertThat(pictures().get(0).questions())
                .extracting(question -> question.question() + " " + question.reply() + " " + question.capability())
                .containsExactly(
                        "Which knot? bowline perception/recognition/object",
                        "How many ropes? 1 perception/counting/all");
        assertThat(pictures().get(0).questions().get(1).origin()).isEqualTo(records + ":1");
        assertThat(pictures().get(2).questions().get(0).reply()).isEqualTo("clove hitch");
        assertThat(Files.exists(data().resolve("broker")))
                .as("nothing was rejected, so no broker was started")
                .isFalse();
    }

    @Test
    void theSameAgainReadsOnlyWhatIsNew() throws IOException {
        noise(dir.resolve("p/1.png"), 1);
        noise(dir.resolve("p/2.png"), 2);
        noise(dir.resolve("p/3.png"), 3);
        Path records = Files.writeString(
                dir.resolve("p/qa.jsonl"), "{\"image\": \"1.png\", \"question\": \"Who?\", \"answer\": \"me\"}\n");
        Files.writeString(dir.resolve("p/2.txt"), "a second picture of noise");

        JsonNode first = ingest(dir.resolve("p").toString());
        JsonNode again = ingest(dir.resolve("p").toString());
        Files.writeString(
                records,
                "{\"image\": \"2.png\", \"question\": \"Who?\", \"answer\": \"you\"}\n",
                StandardOpenOption.APPEND);
        Files.writeString(dir.resolve("p/3.txt"), "a third picture of noise");
        JsonNode more = ingest(dir.resolve("p").toString());
        JsonNode all = ingest(dir.resolve("p").toString(), "--again");

        assertThat(first.get("pictures").asInt()).isEqualTo(2);
        assertThat(again.get("records").asInt()).isZero();
        assertThat(again.get("total").asInt()).isEqualTo(2);
        assertThat(more.get("pictures").asInt()).isEqualTo(1);
        assertThat(more.get("questions").asInt()).isEqualTo(2);
        assertThat(all.get("questions").asInt()).isZero();
        assertThat(all.get("duplicates").asInt()).isEqualTo(4);
    }

    @Test
    void aDryRunSaysWhatWouldComeOfItAndKeepsNothing() throws IOException {
        noise(dir.resolve("p/a/1.png"), 1);
        ingest(dir.resolve("p").toString(), "--label-from-folder");
        noise(dir.resolve("p/a/2.png"), 2);
        Files.writeString(dir.resolve("p/a/3.png"), "no picture");
        long log = Files.size(data().resolve("user/log.jsonl"));

        JsonNode dry = ingest(dir.resolve("p").toString(), "--label-from-folder", "--dry-run");

        assertThat(dry.get("pictures").asInt()).isEqualTo(1);
        assertThat(dry.get("rejected").asInt()).isEqualTo(1);
        assertThat(dry.get("total").asInt()).isEqualTo(2);
        assertThat(err.toString()).contains("rejected: " + dir.resolve("p/a/3.png") + ": no picture: neither PNG");
        assertThat(Files.size(data().resolve("user/log.jsonl"))).isEqualTo(log);
        assertThat(pictures()).hasSize(1);
        assertThat(Files.exists(data().resolve("broker"))).isFalse();
    }

    /** A copy with other edges would otherwise be trained while the original is a test picture. */
    @Test
    void picturesThatHardlyDifferGoToTheSameSplit() throws IOException {
        MixedFolder.write(dir.resolve("mixed"), 9 * 11);
        Path pngs = dir.resolve("mixed/png");
        for (Path file : Files.list(pngs).toList()) {
            BufferedImage image = ImageIO.read(file.toFile());
            image.setRGB(0, 0, image.getRGB(0, 0) ^ 0x010101);
            ImageIO.write(
                    image, "png", pngs.resolve("copy-" + file.getFileName()).toFile());
        }

        ingest(pngs.toString(), "--label-from-folder");

        Map<String, Long> keys = pictures().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        UserPicture::contentKey, java.util.stream.Collectors.counting()));
        assertThat(pictures()).hasSize(18);
        assertThat(keys).hasSize(9);
        assertThat(keys.values()).containsOnly(2L);
    }

    @Test
    void wrongUsageIsOneLine() throws IOException {
        Path file = Files.writeString(dir.resolve("notes.docx"), "");
        Path mapping = Files.writeString(dir.resolve("map.yaml"), "- {question: '(', domain: user/own/pictures}\n");
        String data = data().toString();
        for (String[] wrong : new String[][] {
            {"ingest", dir.resolve("none").toString(), "--dir", data},
            {"ingest", file.toString(), "--dir", data},
            {"ingest", dir.toString(), "--dir", data, "--domain", "no/such/leaf"},
            {"ingest", dir.toString(), "--dir", data, "--mapping", mapping.toString()},
            {"ingest", dir.toString(), "--dir", data, "--max-side", "7"},
            {"ingest", dir.toString(), "--dir", data, "--tolerance", "2"},
        }) {
            err.getBuffer().setLength(0);
            assertThat(execute(wrong)).isEqualTo(1);
            assertThat(err.toString().lines()).as(err.toString()).hasSize(1);
            assertThat(err.toString()).startsWith("mindstream: ").doesNotContain("Exception");
        }
        assertThat(Files.exists(data().resolve("user"))).isFalse();
    }
}
