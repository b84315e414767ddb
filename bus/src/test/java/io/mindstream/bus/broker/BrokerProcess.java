package io.mindstream.bus.broker;

import io.mindstream.config.BusSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A broker in a JVM of its own, for tests that kill it. Prints its address when it serves. */
public final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] args) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), settings(Integer.parseInt(args[1])))) {
            System.out.println("serving " + broker.bootstrap() + " " + broker.clusterId());
            broker.awaitShutdown();
        }
    }

    static BusSettings settings(int port) {
        return new BusSettings(2, port, 16, 1, 16);
    }

    static Process start(Path directory, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The words of the line in which the child says that it serves. */
    static String[] serving(Process child) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("serving ")) {
                return line.split(" ");
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the broker's process ended:\n" + said);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
