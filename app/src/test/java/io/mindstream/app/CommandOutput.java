package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a command of the machine printed, its complaints apart.
 *
 * @param text of the standard output
 */
record CommandOutput(String text) {
    /**
     * Runs it, and fails the test with all that it printed when it fails or takes longer than that.
     *
     * @param directory to run it in; its outputs are kept there
     */
    static CommandOutput of(Path directory, long seconds, List<String> command)
            throws IOException, InterruptedException {
        Path out = directory.resolve("output");
        Path complaints = directory.resolve("complaints");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(complaints.toFile())
                .start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String text = Files.readString(out);
        String all = String.join(" ", command) + "\n" + text + Files.readString(complaints);
        assertThat(ended).as("not done in %d s: %s", seconds, all).isTrue();
        assertThat(process.exitValue()).as(all).isZero();
        return new CommandOutput(text);
    }
}
