package io.mindstream.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where the process that owns a data directory can be reached: written when it is ready, removed when it ends, so that {@code tail},
 * {@code ask} and the others find it without being told a port.
 *
 * @param pid of the process
 * @param bootstrap of the Kafka cluster, or null
 * @param properties absolute path of the file that says how to reach that cluster, or null where the address is enough
 * @param url of the server, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Endpoints(long pid, String bootstrap, String properties, String url) {
    private static final String FILE = "endpoints.json";
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @throws IOException that says what to do when nothing runs there
     */
    static Endpoints read(Path dir) throws IOException {
        Path file = dir.resolve(FILE);
        Endpoints found;
        try {
            found = MAPPER.readValue(Files.readAllBytes(file), Endpoints.class);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "nothing runs on " + dir + ": start ./mindstream run, or name another directory with --dir", e);
        }
        if (!DataDirectory.inUse(dir)) {
            throw new IOException("what ran on " + dir + " has died (process " + found.pid
                    + "): start ./mindstream run again, or name another directory with --dir");
        }
        return found;
    }

    void write(Path dir) throws IOException {
        AtomicFile.write(
                dir.resolve(FILE), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }

    static void remove(Path dir) throws IOException {
        Files.deleteIfExists(dir.resolve(FILE));
    }
}
