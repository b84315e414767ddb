package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code mindstream serve} in a process of its own, on a {@code nano} with random weights: it answers at once, and nonsense. */
final class ServedModel implements AutoCloseable {
    /** What its replies are signed with. */
    static final String NAME = "random/1";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final String url;

    private ServedModel(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static ServedModel start(Path directory) throws IOException {
        Path checkpoint = write(directory.resolve("random").resolve("step-0000000001"));
        Path dir = Files.createDirectories(directory.resolve("data"));
        Program program = new Program(
                dir, "1g", List.of("serve", "--checkpoint", checkpoint.toString(), "--set", "serve.port=0"));
        Process process = program.start();
        await().atMost(PATIENCE).until(() -> !process.isAlive() || program.url().isPresent());
        assertThat(process.isAlive()).as(program.output()).isTrue();
        return new ServedModel(process, program.url().orElseThrow());
    }

    private static Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Tokenizer tokenizer = NanoModel.tokenizer()) {
            Qwen3VlConfig config = NanoModel.config(tokenizer);
            new CheckpointDirectory(directory).writeModel(config, new RandomWeights(config, 1), ElementType.F32);
            tokenizer.write(directory);
            Files.writeString(
                    directory.resolve(ImageProcessorConfig.FILE),
                    NanoModel.images(config, 64).toJson());
        }
        return directory;
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            await().atMost(PATIENCE).until(() -> !process.isAlive());
        } finally {
            process.destroyForcibly();
        }
    }
}
