package io.mindstream.streams;

import io.mindstream.bus.ClusterProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The stream role in a JVM of its own, for tests that kill it. */
public final class StreamProcess implements AutoCloseable {
    private final Process process;

    private StreamProcess(Process process) {
        this.process = process;
    }

    static StreamProcess start(ClusterProperties cluster, Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new StreamProcess(new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamProcess.class.getName(),
                        cluster.bootstrap(),
                        cluster.topicPrefix(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for it to have its share of the work. */
    StreamProcess awaitReady() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("ready")) {
                return this;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the stream's process ended:\n" + said);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws InterruptedException {
        ClusterProperties cluster =
                new ClusterProperties(Map.of("bootstrap.servers", args[0]), args[1], (short) 1, false);
        try (StreamRole role = Fixture.role(cluster, Path.of(args[2]))) {
            role.start();
            while (!role.ready()) {
                Thread.onSpinWait();
                Thread.yield();
            }
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }
}
