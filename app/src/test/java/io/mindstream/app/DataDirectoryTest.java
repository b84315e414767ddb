package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path dir;

    @Test
    void theNameOfTheTrainingStays() throws IOException {
        try (DataDirectory data = DataDirectory.open(dir)) {
            String name = data.run("nano");

            assertThat(name).startsWith("nano-");
            assertThat(data.run("base")).isEqualTo(name);
        }
    }

    @Test
    void anEmptyNameIsRefused() throws IOException {
        Path file = Files.writeString(dir.resolve("run"), "\n");

        try (DataDirectory data = DataDirectory.open(dir)) {
            assertThatThrownBy(() -> data.run("nano")).hasMessageStartingWith(file + ": empty");
        }
        assertThat(file).hasContent("\n");
    }

    @Test
    void endpointsHoldAsLongAsTheDirectoryIsOpen() throws IOException {
        Endpoints written = new Endpoints(1, "127.0.0.1:9092", "/etc/kafka.properties", "http://127.0.0.1:8080");
        try (DataDirectory data = DataDirectory.open(dir)) {
            written.write(data.path());

            assertThat(Endpoints.read(dir)).isEqualTo(written);
        }

        assertThatThrownBy(() -> Endpoints.read(dir))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("what ran on " + dir + " has died (process 1)");
    }

    @Test
    void oneProcessAtATime() throws IOException {
        try (DataDirectory data = DataDirectory.open(dir)) {
            assertThatThrownBy(() -> DataDirectory.open(data.path())).hasMessageContaining("in use by another");
        }
        DataDirectory.open(dir).close();
    }
}
