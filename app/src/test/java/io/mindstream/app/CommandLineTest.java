package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
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

    @Test
    void everyCommandAndOptionSaysWhatItIsFor() {
        Deque<CommandLine> commands = new ArrayDeque<>();
        commands.add(Mindstream.commandLine());
        while (!commands.isEmpty()) {
            CommandLine command = commands.remove();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandName())
                    .isNotEmpty();
            command.getCommandSpec().args().forEach(argument -> assertThat(argument.description())
                    .as(command.getCommandName() + " " + argument.paramLabel())
                    .isNotEmpty());
            commands.addAll(command.getSubcommands().values());
        }
    }

    @Test
    void aBadProfileIsOneLineThatNamesFileAndField() throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), "trainer:\n  batch: 0\n");

        int code = execute("run", "--dir", dir.resolve("data").toString(), "--profile", file.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("mindstream: " + file + ": trainer.batch: 0 is less than 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tail", "queue", "samples"})
    void withNothingRunningItSaysWhatToStart(String command) {
        int code = execute(command, "--dir", dir.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("mindstream: nothing runs on " + dir)
                .contains("./mindstream run");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void aDirectoryThatIsAFileIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");

        assertThat(execute("run", "--dir", file.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("mindstream: --dir " + file + ": not a directory\n");
    }

    @Test
    void aDirectoryOfAnotherLayoutIsRefused() throws IOException {
        Files.writeString(dir.resolve("VERSION"), "99\n");

        assertThat(execute("run", "--dir", dir.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("mindstream: --dir " + dir + ": VERSION: layout 99");
    }

    @Test
    void anUnknownSourceIsNamedWithThoseThereAre() {
        int code = execute("eval", "--checkpoint", dir.toString(), "--set", "generation.sources=[moons]");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("mindstream: nano with --set: generation.sources: no source 'moons'")
                .contains("shapes");
    }

    @Test
    void anUnknownSourceIsNamedWithTheFileThatNamesIt() throws IOException {
        Path file = Files.writeString(dir.resolve("mine.yaml"), "generation: {sources: [moons]}");

        int code = execute("eval", "--checkpoint", dir.toString(), "--profile", file.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("mindstream: " + file + ": generation.sources: no source 'moons'");
    }

    @Test
    void nothingIsStartedForASourceThatIsNotThere() {
        int code = execute("run", "--dir", dir.toString(), "--set", "generation.sources=[moons]");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("mindstream: nano with --set: generation.sources: no source 'moons'");
        assertThat(dir.resolve("broker")).doesNotExist();
    }

    @Test
    void aLabelTreeWithoutTheLeafOfASourceIsOneLineThatNamesFileAndLeaf() throws IOException {
        Path tree = Files.writeString(
                dir.resolve("tree.yaml"), "{tree: domain, labels: {scenes: {shapes: {many: Shapes}}}}");

        int code = execute(
                "run",
                "--dir",
                dir.resolve("data").toString(),
                "--set",
                "generation.sources=[shapes]",
                "--set",
                "labels.domain=" + tree);

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "mindstream: " + tree + ": labels.scenes.shapes.few: no such leaf: source 'shapes' draws it\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "broker",
                "stream --bootstrap 127.0.0.1:1",
                "queue --bootstrap 127.0.0.1:1",
                "eval",
                "bench learn"
            })
    void aBadLabelFileIsOneLineForEveryCommandWithAProfile(String command) throws IOException {
        Path tree = Files.writeString(dir.resolve("tree.yaml"), "{tree: capability, labels: {a: {b: leaf}}}");

        int code = execute((command + " --set labels.capability=" + tree).split(" "));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("mindstream: nano with --set: labels.capability: " + tree
                        + ": labels.a.b: level 3 is a map of names, or 'from sources'\n");
    }

    @Test
    void aModelIsMadeDescribedAndConverted() throws IOException {
        Path nano = dir.resolve("nano");
        Path half = dir.resolve("half");

        assertThat(execute("model", "init", "nano", nano.toString(), "--layers", "2", "--vision-layers", "3"))
                .isZero();
        assertThat(execute("model", "convert", nano.toString(), "--to", half.toString(), "--dtype", "bf16"))
                .isZero();
        out.getBuffer().setLength(0);
        assertThat(execute("model", "info", half.toString())).isZero();
        assertThat(out.toString())
                .contains(" parameters in bf16, ", "text    2 layers of 192", "vision  3 blocks of 128", "embeddings");
        out.getBuffer().setLength(0);
        assertThat(execute("model", "info", half.toString(), "--json")).isZero();
        JsonObject info = new JsonObject(out.toString());
        assertThat(info.getInteger("layers")).isEqualTo(2);
        assertThat(info.getLong("bytes")).isEqualTo(2 * info.getLong("parameters"));
    }

    @Test
    void modelCommandsSayInOneLineWhatIsWrong() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        Path missing = dir.resolve("missing");

        assertThat(execute("model", "init", "3b", missing.toString())).isEqualTo(1);
        assertThat(execute("model", "init", "nano", dir.toString())).isEqualTo(1);
        assertThat(execute("model", "init", "nano", missing.toString(), "--layers", "0"))
                .isEqualTo(1);
        assertThat(execute("model", "info", missing.toString())).isEqualTo(1);
        assertThat(execute("model", "convert", dir.toString(), "--to", missing.toString(), "--dtype", "int8"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "mindstream: SIZE: '3b' is none of nano, 2b, 4b, 8b, 30b-a3b",
                        "mindstream: " + dir + ": directory not empty",
                        "mindstream: text_config.num_hidden_layers: 0 is not positive",
                        "mindstream: " + missing.resolve("config.json") + ": no such file or directory",
                        "mindstream: --dtype: 'int8' is none of bf16, fp16, fp32");
        assertThat(dir).isDirectoryNotContaining(path -> !path.equals(file));
        assertThat(execute("model", "merge", dir.toString(), dir.toString(), missing.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).endsWith(dir.resolve("config.json") + ": no such file or directory\n");
        assertThat(missing).doesNotExist();
        assertThat(execute("model", "convert", dir.toString(), "--to", "x", "--dtype", "bf16", "--shard-size", "5x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'5x' is not a size such as 500MB or 5GB");
    }

    @Test
    void withoutACheckpointThereIsNothingToEvaluate() {
        assertThat(execute("eval", "--dir", dir.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("mindstream: " + dir.resolve("checkpoints") + ": no checkpoints");
        err.getBuffer().setLength(0);
        Path missing = dir.resolve("step-1");
        assertThat(execute("eval", "--checkpoint", missing.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("mindstream: --checkpoint " + missing + ": no such directory\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "train", "samples"})
    void aClusterWhoseNameDoesNotResolveIsNamed(String command) {
        int code = execute(command, "--dir", dir.toString(), "--bootstrap", "no-such-host.invalid:9092");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("mindstream: ").contains("no-such-host.invalid:9092");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void anAddressWithoutAHostIsExplained() {
        assertThat(execute("ask", "--url", "localhost:8080", "What?")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("mindstream: --url localhost:8080: not an address such as http://127.0.0.1:8080\n");
    }

    @Test
    void aPictureThatCannotBeReadIsNamedWithItsOption() {
        assertThat(execute("ask", "--url", "http://127.0.0.1:1", "--image", dir.toString(), "What?"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("mindstream: --image " + dir + ": ");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void aPictureThatTheServerRefusesIsNamedByItsFile() throws IOException {
        Path good = Files.writeString(dir.resolve("good.png"), "");
        Path bad = Files.writeString(dir.resolve("bad.png"), "");
        JsonObject error = new JsonObject()
                .put("message", "messages[0].content[1].image_url.url: picture: neither a PNG nor a JPEG file");
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createHttpServer()
                    .webSocketHandler(
                            socket -> socket.textMessageHandler(request -> socket.writeTextMessage(new JsonObject()
                                    .put("type", "error")
                                    .put("error", error)
                                    .encode())))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();

            assertThat(execute(
                            "ask",
                            "--url",
                            "http://127.0.0.1:" + port,
                            "--image",
                            good.toString(),
                            "--image",
                            bad.toString(),
                            "What?"))
                    .isEqualTo(1);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        assertThat(err.toString())
                .isEqualTo("mindstream: --image " + bad + ": picture: neither a PNG nor a JPEG file\n");
    }

    @Test
    void wrongUsageIsCode2() {
        assertThat(execute("run", "--no-such-option")).isEqualTo(2);
        assertThat(execute("run", "--for", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is not a time such as 30s, 10m or 1h30m");
    }
}
