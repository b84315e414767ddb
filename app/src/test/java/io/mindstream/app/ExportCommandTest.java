package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mindstream.samples.Hashes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
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

    private Path export(String name, String... more) {
        Path to = dir.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("export", "--to", to.toString(), "--dir", data()));
        arguments.addAll(List.of("--set", "generation.sources=[shapes,flags]"));
        arguments.addAll(List.of(more));
        assertThat(execute(arguments.toArray(String[]::new))).as(err.toString()).isZero();
        return to;
    }

    private String data() {
        return dir.resolve("data").toString();
    }

    private static SortedMap<String, String> files(Path directory) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                hashes.put(directory.relativize(file).toString(), Hashes.sha256Hex(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }

    @ParameterizedTest
    @CsvSource({"jsonl", "webdataset", "parquet"})
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers(String format) throws IOException {
        SortedMap<String, String> one = files(export("one", "--format", format, "--samples", "60", "--shard", "25"));
        SortedMap<String, String> same = files(export("same", "--format", format, "--samples", "60", "--shard", "25"));
        SortedMap<String, String> other =
                files(export("other", "--format", format, "--samples", "60", "--shard", "25", "--seed", "2"));

        assertThat(one).isEqualTo(same).isNotEqualTo(other);
        assertThat(one).containsKey("README.md");
        if (format.equals("webdataset")) {
            assertThat(one.keySet())
                    .containsExactly("README.md", "train-000000.tar", "train-000001.tar", "train-000002.tar");
        }
    }

    @ParameterizedTest
    @CsvSource({"jsonl,trl", "jsonl,llama_factory", "jsonl,llava", "webdataset,trl"})
    void whatIsExportedCanBeIngested(String format, String layout) throws IOException {
        Path to = export("data-out", "--format", format, "--layout", layout, "--samples", "40");
        out.getBuffer().setLength(0);

        // Pictures about which nothing is known any more; each dialogue of up to three turns gives as many questions.
        int code = execute("ingest", to.toString(), "--json", "--dry-run", "--dir", data());

        assertThat(code).as(err.toString()).isZero();
        JsonNode result = new JsonMapper().readTree(out.toString());
        assertThat(result.get("rejected").asInt()).as(err.toString()).isZero();
        assertThat(result.get("records").asInt()).isGreaterThanOrEqualTo(40);
        assertThat(result.get("questions").asInt()).isGreaterThanOrEqualTo(40);
        assertThat(result.get("pictures").asInt()).isBetween(20, 40);
    }

    @Test
    void eachLineHasItsPicturesDialogueAndLabel() throws IOException {
        Path to = export("lines", "--samples", "30");

        List<String> lines = Files.readAllLines(to.resolve("train.jsonl"));
        assertThat(lines).hasSize(30);
        for (String line : lines) {
            JsonNode sample = new JsonMapper().readTree(line);
            Path picture = to.resolve(sample.get("images").get(0).textValue());
            assertThat(Hashes.sha256Hex(Files.readAllBytes(picture)) + ".png")
                    .isEqualTo(picture.getFileName().toString());
            assertThat(sample.get("messages").get(0).get("role").textValue()).isEqualTo("user");
            assertThat(sample.get("messages")).hasSize(2 * sample.get("answers").size());
            assertThat(sample.get("split").textValue()).isEqualTo("train");
            assertThat(sample.get("domain").textValue()).matches("(scenes|geography)/.*/.*");
        }
        assertThat(Files.readString(to.resolve("README.md")))
                .contains("# 30 samples")
                .contains("| perception/description/dense |")
                .contains("## Information density")
                .contains("| `flags` | 2 |")
                .contains("MIT licence");
    }

    @Test
    void heldOutScenesAreExportedAsTheQuestionsOfTheirSplit() throws IOException {
        Path to = export("test", "--split", "test", "--samples", "70");

        List<String> lines = Files.readAllLines(to.resolve("test.jsonl"));
        assertThat(lines).hasSizeBetween(40, 70);
        for (String line : lines) {
            assertThat(new JsonMapper().readTree(line).get("split").textValue()).isEqualTo("test");
        }
    }

    @Test
    void wrongUsageIsOneLineAndLeavesNothing() throws IOException {
        Files.createDirectories(dir.resolve("full"));
        Files.writeString(dir.resolve("full/a"), "a");
        for (String[] wrong : new String[][] {
            {"--to", dir.resolve("full").toString()},
            {"--to", dir.resolve("full/a").toString()},
            {"--to", dir.resolve("x").toString(), "--samples", "0"},
            {"--to", dir.resolve("x").toString(), "--recent"},
            {"--to", dir.resolve("x").toString(), "--format", "parquet", "--layout", "llava"},
            {"--to", dir.resolve("x").toString(), "--set", "generation.sources=[nothing]"},
        }) {
            err.getBuffer().setLength(0);
            List<String> arguments = new ArrayList<>(List.of("export", "--dir", data()));
            arguments.addAll(List.of(wrong));
            assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(1);
            assertThat(err.toString().lines()).as(err.toString()).hasSize(1);
        }
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).containsExactly(dir.resolve("full"));
        }
    }
}
