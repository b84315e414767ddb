package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program on a data directory, in processes of its own, as {@code ./mindstream} starts it.
 *
 * @param dir its {@code --dir}
 * @param heap most heap, as {@code -Xmx} takes it
 * @param arguments command and options, without {@code --dir}
 */
record Program(Path dir, String heap, List<String> arguments) {
    /** Begins a process; what it prints follows what those before printed. */
    Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Djava.awt.headless=true",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                Mindstream.class.getName()));
        command.addAll(arguments);
        command.addAll(List.of("--dir", dir.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(printed()));
        builder.environment().put("OPT_OUT_TRACKING", "true");
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    /** As Ctrl-C does it: everything is closed in order. */
    void stop(Process process) throws IOException, InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(100, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(ended).as(output()).isTrue();
        assertThat(process.exitValue()).as(output()).isEqualTo(143);
    }

    /** All that was printed so far. */
    String output() throws IOException {
        return printed().exists() ? Files.readString(printed().toPath()) : "";
    }

    /** Where its server listens, once it says so. */
    Optional<String> url() throws IOException {
        return Files.exists(dir.resolve("endpoints.json"))
                ? Optional.of(Endpoints.read(dir).url())
                : Optional.empty();
    }

    /** Step of the newest checkpoint, or 0. */
    long step() throws IOException {
        return newestCheckpoint()
                .map(path -> path.getFileName().toString().substring("step-".length()))
                .map(Long::parseLong)
                .orElse(0L);
    }

    Optional<Path> newestCheckpoint() throws IOException {
        Path checkpoints = dir.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        List<Path> runs = list(checkpoints);
        if (runs.size() > 1) {
            throw new AssertionError("one lineage is due, there are " + runs);
        }
        return runs.isEmpty()
                ? Optional.empty()
                : list(runs.get(0)).stream()
                        .filter(path -> path.getFileName().toString().startsWith("step-"))
                        .max(Comparator.naturalOrder());
    }

    private File printed() {
        return dir.resolve("output").toFile();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.toList();
        }
    }
}
