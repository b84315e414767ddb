package io.mindstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a reference that transformers computed; what each tensor is held to is tested beside the model. */
class ModelVerifyIT {
    private static final Path REFERENCE =
            Path.of("..", "model", "src", "test", "resources", "reference", "qwen3-vl-tiny");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private int verify(Path directory) {
        return Mindstream.commandLine().setOut(new PrintWriter(out)).execute("model", "verify", directory.toString());
    }

    @Test
    void aCheckpointThatComputesWhatTheReferenceDidExitsWithZero() {
        assertThat(verify(REFERENCE)).isZero();
        assertThat(out.toString()).contains("position_ids", "generated").endsWith("all within tolerance\n");
        assertThat(out.toString().lines().skip(1)).noneMatch(line -> line.endsWith("NO"));
    }

    @Test
    void oneNumberThatIsWrongIsNamedAndExitsWithOne() throws IOException {
        try (Stream<Path> files = Files.list(REFERENCE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path expected = folder.resolve("expected.safetensors");
        byte[] bytes = Files.readAllBytes(expected);
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String header = new String(bytes, 8, (int) numbers.getLong(0));
        int loss = Integer.parseInt(header.replaceAll("(?s).*\"loss\":\\{[^}]*\"data_offsets\":\\[(\\d+),.*", "$1"));
        int at = 8 + header.length() + loss;
        numbers.putFloat(at, numbers.getFloat(at) + 1e-3f);
        Files.write(expected, bytes);

        assertThat(verify(folder)).isOne();
        assertThat(out.toString().lines().filter(line -> line.endsWith("NO")))
                .singleElement()
                .asString()
                .startsWith("loss ");
        assertThat(out.toString()).endsWith("1 of them not within tolerance\n");
    }
}
