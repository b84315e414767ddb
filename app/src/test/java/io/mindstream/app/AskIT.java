package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mindstream ask} and a server in a process of its own. */
class AskIT {
    @TempDir
    private static Path dir;

    private static ServedModel served;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        served = ServedModel.start(dir);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void theSameSeedSaysTheSameAndAStopEndsItBefore() throws IOException {
        // Random weights with a tied head would repeat the last token for ever.
        List<String> sampling = List.of(
                "--temperature", "1.5", "--top-k", "50", "--top-p", "0.95", "--repetition-penalty", "3", "--seed");
        JsonNode first = said(sampling, "3");
        JsonNode again = said(sampling, "3");
        JsonNode other = said(sampling, "4");
        String reply = first.get("reply").asText();
        assertThat(again.get("reply").asText()).isEqualTo(reply);
        assertThat(other.get("reply").asText()).isNotEqualTo(reply);
        assertThat(first.has("logprobs")).isFalse();

        String stop = reply.substring(5, 8);
        JsonNode stopped = said(sampling, "3", "--stop", "@@", "--stop", stop, "--logprobs");
        String expected = reply.substring(0, reply.indexOf(stop));
        assertThat(stopped.get("reply").asText()).isEqualTo(expected);
        assertThat(stopped.get("finish_reason").asText()).isEqualTo("stop");
        StringBuilder tokens = new StringBuilder();
        stopped.get("logprobs")
                .forEach(token -> tokens.append(token.get("token").asText()));
        assertThat(tokens).startsWith(expected);
    }

    @Test
    void tokensAreListedWithTheirLogProbabilities() {
        assertThat(ask("--max-tokens", "5", "--repetition-penalty", "5", "--logprobs"))
                .isZero();
        List<String> lines = out.toString().lines().toList();
        List<String> listed = lines.subList(lines.size() - 5, lines.size());
        assertThat(listed).allMatch(line -> line.matches(" *-\\d+\\.\\d{4}  \".*\""));
        assertThat(listed.stream().map(line -> line.substring(11))).doesNotHaveDuplicates();
    }

    @Test
    void whatTheServerRefusesIsOneLineThatNamesTheField() {
        assertThat(ask("--repetition-penalty", "0")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("mindstream: repetition_penalty: ")
                .hasLineCount(1);
    }

    private JsonNode said(List<String> sampling, String... options) throws IOException {
        List<String> all = new ArrayList<>(sampling);
        all.addAll(List.of(options));
        all.addAll(List.of("--max-tokens", "24", "--json"));
        int code = ask(all.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        JsonNode said = new JsonMapper().readTree(out.toString());
        out.getBuffer().setLength(0);
        return said;
    }

    private int ask(String... options) {
        List<String> arguments = new ArrayList<>(List.of("ask", "--url", served.url()));
        arguments.addAll(List.of(options));
        arguments.add("What is it?");
        return Mindstream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }
}
