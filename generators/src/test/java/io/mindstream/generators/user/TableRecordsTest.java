package io.mindstream.generators.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.imports.Origin;
import io.mindstream.samples.imports.RawPicture;
import io.mindstream.samples.imports.RawRecord;
import io.mindstream.samples.imports.RecordSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRecordsTest {
    @TempDir
    Path dir;

    private final List<RawRecord> records = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    private void read(String content, long skip) throws IOException {
        records.clear();
        origins.clear();
        bad.clear();
        Path file = Files.writeString(dir.resolve("cities.csv"), content);
        new TableRecords(file, "cities.csv").read(skip, new RecordSink() {
            @Override
            public void record(Origin origin, RawRecord record) {
                records.add(record);
                origins.add(origin.toString());
            }

            @Override
            public void bad(Origin origin, String reason) {
                bad.add(origin + ": " + reason);
            }

            @Override
            public boolean more() {
                return true;
            }
        });
    }

    private static final String TABLE =
            """
            city,people,area
            Aa,10,1.5
            Bb,40,2.5
            Cc,30,3.5
            Dd,20,0.5
            Ee,1,9
            Ff,2
            Gg,3,9
            Hh,4,7
            Ii,5,6
            """;

    @Test
    void fourRowsOfAColumnOfNumbersAreAChartWithItsQuestions() throws IOException {
        read(TABLE, 0);

        assertThat(origins).containsExactly("cities.csv:5", "cities.csv:5", "cities.csv:10");
        assertThat(bad).containsExactly("cities.csv:7: 2 fields where the header has 3");
        assertThat(records.get(0).turns())
                .extracting(turn -> turn.question().orElse("") + "=" + turn.reply())
                .containsExactly(
                        "What is the people of Aa?=10",
                        "What is the people of Bb?=40",
                        "What is the people of Cc?=30",
                        "What is the people of Dd?=20",
                        "Which has the highest people?=Bb",
                        "Which has the lowest people?=Aa",
                        "=bar chart of people: Aa 10, Bb 40, Cc 30, Dd 20");
        byte[] first = ((RawPicture.InMemory) records.get(0).picture()).bytes();
        byte[] second = ((RawPicture.InMemory) records.get(1).picture()).bytes();
        assertThat(first).isNotEqualTo(second);

        // The second column of the last four rows has a number twice, so that there is no one highest.
        assertThat(records.get(2).turns().get(0).question()).contains("What is the people of Ee?");
        read(TABLE, 5);
        assertThat(origins).containsExactly("cities.csv:10");
    }

    @Test
    void whatGivesNoChartSaysWhy() throws IOException {
        read("a,b\n1,2\n3,4\n5,6\n7,8\n", 0);
        assertThat(bad).containsExactly("cities.csv:5: no column of different short names among the last 4 rows");

        read("a,b\nx,y\ny,z\nz,a\nw,-4\n", 0);
        assertThat(bad)
                .containsExactly("cities.csv:5: no titled column whose last 4 rows are different numbers of 0 or more");
    }
}
