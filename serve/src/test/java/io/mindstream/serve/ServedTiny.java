package io.mindstream.serve;

import io.mindstream.bus.Topics;
import io.mindstream.config.BusSettings;
import io.mindstream.config.ServeSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The role on a very small random checkpoint, {@code tiny/7}, and a client of it. */
record ServedTiny(ServeRole role, TestClient client) implements AutoCloseable {
    /** Bytes of a request, at most. */
    static final int LIMIT = 200_000;

    static final ServeSettings SETTINGS = new ServeSettings("127.0.0.1", 0, 1, 300, LIMIT, 1_000_000, 40);
    static final Topics TOPICS = Topics.of(new BusSettings(2, 0, 16, 1, 16), "");

    /** @param directory for the checkpoint */
    static ServedTiny start(Path directory) throws IOException {
        Path checkpoint = TinyCheckpoint.write(checkpoint(directory), 1);
        ServeRole role = new ServeRole(SETTINGS, Optional.empty(), TOPICS, Optional.of(checkpoint));
        role.start();
        return new ServedTiny(role, new TestClient(role.port()));
    }

    /** What is served from the directory. */
    static Path checkpoint(Path directory) {
        return directory.resolve("tiny").resolve("step-0000000007");
    }

    int port() {
        return role.port();
    }

    /** Of the server's own meters: 0 for one that has counted nothing yet. */
    double metric(String name) {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** What a whole completion says. */
    static String text(JsonObject completion) {
        return completion
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    @Override
    public void close() {
        client.close();
        role.close();
    }
}
