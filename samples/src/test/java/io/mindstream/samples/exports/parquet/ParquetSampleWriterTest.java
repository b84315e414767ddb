package io.mindstream.samples.exports.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Hashes;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSampleWriterTest {
    /** Of the file that {@code pyarrow} and {@code datasets} read back as it was written: docs/export.md. */
    private static final String READ_BACK = "2fd6ffc1572ec9fcb2d7ce067aaefcb8d96b1d275248be0f105837568e4fbe3b";

    @TempDir
    Path dir;

    /** Rows with no, one and two pictures, one and two turns. */
    static Sample sample(int i) {
        List<ImageRef> images = new ArrayList<>();
        for (int picture = 0; picture < i % 3; picture++) {
            images.add(
                    ImageRef.inline(("\u0089PNG picture " + i + picture).getBytes(StandardCharsets.ISO_8859_1), 2, 3));
        }
        List<Turn> turns = new ArrayList<>();
        for (int turn = 0; turn <= i % 2; turn++) {
            turns.add(new Turn(
                    "test.family",
                    "perception/recognition/object",
                    "Was ist " + i + "? ü",
                    "reply " + turn,
                    new Answer.Exact("reply " + turn)));
        }
        return Sample.of(
                images,
                turns,
                new Label("user/own/pictures", "perception/recognition/object"),
                new Ids(0, 0, 0, 0, i / 100.0, 1),
                Set.of(Stage.KNOWLEDGE),
                new Provenance("test", -i, 3, "", "key " + i));
    }

    private void write(Path directory, int count, int ofFile) throws IOException {
        Files.createDirectories(directory);
        try (ParquetSampleWriter writer = new ParquetSampleWriter(directory, "train", ofFile)) {
            for (int i = 0; i < count; i++) {
                writer.write(sample(i));
            }
        }
    }

    /** {@code DIR}: the file whose hash stands above. */
    public static void main(String[] arguments) throws IOException {
        ParquetSampleWriterTest test = new ParquetSampleWriterTest();
        test.write(Path.of(arguments[0]), 50, 100);
    }

    @Test
    void theFileIsTheOneThatOthersReadBack() throws IOException {
        write(dir, 50, 100);

        byte[] file = Files.readAllBytes(dir.resolve("train-00000.parquet"));
        assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
        assertThat(Hashes.sha256Hex(file)).isEqualTo(READ_BACK);
    }

    @Test
    void manySamplesGoIntoSeveralFiles() throws IOException {
        write(dir.resolve("many"), 50, 20);

        try (Stream<Path> files = Files.list(dir.resolve("many"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("train-00000.parquet", "train-00001.parquet", "train-00002.parquet");
        }
    }
}
