package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mindstream.bus.Topics;
import io.mindstream.bus.broker.EmbeddedBroker;
import io.mindstream.config.Profile;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.trainer.TrainerState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program trains an adapter, is killed, goes on, and serves what it trains; a witness compares sample by sample. */
class AdapterRunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path dir;

    @Test
    void anAdapterIsTrainedOverADeathServedAndEvaluatedBesideABaseThatStays() throws Exception {
        Settings settings = Settings.small(List.of("shapes"))
                .with("trainer.lora.rank", "4")
                .with("trainer.batch", "8")
                .with("trainer.checkpointEvery", "1")
                .with("queue.lowWater", "100")
                .with("queue.highWater", "400");
        Profile profile = settings.profile();
        Program program = new Program(dir, "1g", settings.arguments("run"));
        try (Witness witness = new Witness(settings.cluster(), Topics.of(profile.bus(), ""))) {
            Process first = program.start();
            byte[] base;
            try {
                await().atMost(PATIENCE).until(() -> !first.isAlive() || program.step() > 10);
                assertThat(first.isAlive()).as(program.output()).isTrue();
                base = Files.readAllBytes(base(program).resolve("model.safetensors"));
            } finally {
                first.destroyForcibly().waitFor();
            }
            long before = program.step();
            Process second = program.start();
            try {
                await().atMost(PATIENCE).until(() -> !second.isAlive() || program.step() > before + 10);
                assertThat(second.isAlive()).as(program.output()).isTrue();
                await().atMost(PATIENCE).until(() -> served(program) > before);
            } finally {
                program.stop(second);
            }
            assertThat(base(program).resolve("model.safetensors")).hasBinaryContent(base);
            assertThat(program.newestCheckpoint().orElseThrow())
                    .isDirectoryContaining("glob:**/adapter_model.safetensors")
                    .isDirectoryNotContaining("glob:**/model.safetensors");
            TrainerState end = TrainerState.read(program.newestCheckpoint().orElseThrow());
            assertThat(end.step()).isGreaterThan(before);
            // Where it was, so that the witness reads on.
            try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), profile.bus())) {
                assertThat(broker.bootstrap()).isEqualTo(settings.cluster().bootstrap());
                witness.assertTrainedOnceInTheLineageOf(end);
                witness.assertEachAcceptedSampleIsTrainedOrLeft(dir.resolve("queue"), profile, end);
            }
        }
        evaluated(program);
    }

    private static Path base(Program program) throws IOException {
        return new AdapterDirectory(program.newestCheckpoint().orElseThrow()).base();
    }

    /** Step of the checkpoint that answers a question. */
    private static long served(Program program) throws IOException {
        StringWriter out = new StringWriter();
        int code = execute(
                out,
                List.of(
                        "ask",
                        "--url",
                        program.url().orElse("http://127.0.0.1:1"),
                        "--max-tokens",
                        "3",
                        "--json",
                        "?"));
        if (code != 0) {
            return -1;
        }
        String model = new JsonMapper().readTree(out.toString()).get("model").asText();
        return Long.parseLong(model.substring(model.indexOf('/') + 1));
    }

    private void evaluated(Program program) throws IOException {
        StringWriter out = new StringWriter();
        assertThat(execute(
                        out,
                        List.of(
                                "eval",
                                "--dir",
                                dir.toString(),
                                "--turns",
                                "1",
                                "--json",
                                "--set",
                                "generation.sources=[shapes]")))
                .isZero();
        assertThat(new JsonMapper().readTree(out.toString()).get("checkpoint").asText())
                .endsWith("/" + program.step());
        out.getBuffer().setLength(0);
        assertThat(execute(
                        out,
                        List.of(
                                "bench",
                                "decode",
                                "--checkpoint",
                                program.newestCheckpoint().orElseThrow().toString(),
                                "--batch",
                                "1",
                                "--calls",
                                "1")))
                .isZero();
        assertThat(out.toString()).contains(", with an adapter, ");
    }

    private static int execute(StringWriter out, List<String> arguments) {
        return Mindstream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
    }
}
