package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsCommandTest {
    @TempDir
    private Path folder;

    /** The aim that MindGPT-4ov's 38,455 topics set. */
    @Test
    void moreThanFortyThousandPairsAreReachableAndNoSourceHasAQuarterOfThem() throws IOException {
        StringWriter out = new StringWriter();
        Path page = folder.resolve("labels.html");
        assertThat(Mindstream.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute("labels", "--json", "--dir", folder.toString(), "--page", page.toString()))
                .isZero();
        JsonNode report = new JsonMapper().readTree(out.toString());
        int pairs = report.get("reachable_pairs").intValue();
        assertThat(pairs).isGreaterThan(40_000);
        assertThat(report.get("sources"))
                .allSatisfy(source ->
                        assertThat(source.get("reachable_pairs").intValue()).isBetween(1, pairs / 4));
        int sum = 0;
        for (JsonNode branch : report.get("domains")) {
            sum += branch.get("reachable_pairs").intValue();
        }
        assertThat(sum).isEqualTo(pairs);
        assertThat(report.has("generated_pairs")).isFalse();
        assertThat(Files.readString(page)).contains("<svg", "traffic/warning:").endsWith("</html>\n");
    }
}
