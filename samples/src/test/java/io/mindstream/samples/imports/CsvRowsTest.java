package io.mindstream.samples.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    @TempDir
    Path dir;

    private List<String> read(String content) throws IOException, BadRecordException {
        Path file = Files.writeString(dir.resolve("a.csv"), content);
        List<String> rows = new ArrayList<>();
        try (CsvRows csv = new CsvRows(file)) {
            for (List<String> row = csv.next(); row != null; row = csv.next()) {
                rows.add(csv.line() + ":" + String.join("|", row));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void fieldsAreSeparatedAndQuoted(String separator) throws Exception {
        String content = "name,note,n\r\n\"a, \"\"b\"\"\",\"two\nlines\",1\n\nlast,,3".replace(",", separator);

        assertThat(read(content))
                .containsExactly("1:name|note|n", ("2:a, \"b\"|two\nlines|1").replace(",", separator), "5:last||3");
        assertThat(read("\ufeff" + content)).first().isEqualTo("1:name|note|n");
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
    }

    @Test
    void anOpenQuoteIsABadRecord() {
        assertThatExceptionOfType(BadRecordException.class)
                .isThrownBy(() -> read("a,b\n\"c,d\n"))
                .withMessageContaining("a quote is not closed");
    }

    @Test
    void rowsThatNamePicturesAreRecords() throws IOException {
        Path file = Files.writeString(
                dir.resolve("a.csv"),
                "Image,Caption,Label\n1.png,a boat,\n2.png,\"a harbour, a quay\",harbour\n3.png,too,many,fields\n4.png,,\n");
        Heard heard = new Heard();

        new CsvRecords(file, "a.csv", dir).read(0, heard);

        assertThat(CsvRecords.namesPictures(List.of("x", "Image"))).isTrue();
        assertThat(CsvRecords.namesPictures(List.of("x", "y"))).isFalse();
        assertThat(heard.origins).containsExactly("a.csv:2", "a.csv:3");
        assertThat(heard.records.get(1).turns())
                .containsExactly(RawTurn.caption("a harbour, a quay"), RawTurn.label("harbour"));
        assertThat(heard.bad)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("a.csv:4: 4 fields where the header has 3"),
                        one -> assertThat(one).startsWith("a.csv:5: neither messages"));
        Heard rest = new Heard();
        new CsvRecords(file, "a.csv", dir).read(2, rest);
        assertThat(rest.origins).containsExactly("a.csv:3");
    }
}
