package io.mindstream.samples.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarRecordsTest {
    @TempDir
    Path dir;

    private Path shard(String... members) throws IOException {
        Path file = dir.resolve("shard-000000.tar");
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String member : members) {
                int at = member.indexOf('=');
                byte[] content = member.substring(at + 1).getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(member.substring(0, at));
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    private Heard read(Path file, long skip, Heard heard) throws IOException {
        new TarRecords(file, "shard.tar").read(skip, heard);
        return heard;
    }

    @Test
    void filesOfOneNameAreOneRecord() throws IOException {
        String far = "a".repeat(150);
        Path shard = shard(
                "0001.jpg=one",
                "0001.txt=a boat",
                "0002.seg.png=two",
                "0002.json={\"question\": \"How many?\", \"answer\": 2}",
                far + "/0003.webp=three",
                far + "/0003.cls=7",
                "0004.txt=no picture",
                "0005.jpg=no words",
                "0006.jpg=bad",
                "0006.json={");

        Heard heard = read(shard, 0, new Heard());

        assertThat(heard.origins).containsExactly("shard.tar:1", "shard.tar:2", "shard.tar:3");
        assertThat(heard.records.get(0).turns()).containsExactly(RawTurn.caption("a boat"));
        assertThat(heard.records.get(1).turns()).containsExactly(RawTurn.question("How many?", "2"));
        assertThat(heard.records.get(2).turns()).containsExactly(RawTurn.label("7"));
        assertThat(((RawPicture.InMemory) heard.records.get(2).picture()).bytes())
                .isEqualTo("three".getBytes(StandardCharsets.UTF_8));
        assertThat(heard.bad)
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("shard.tar:4: record '0004': no picture among [txt]"),
                        one -> assertThat(one).startsWith("shard.tar:5: record '0005': no words"),
                        one -> assertThat(one).startsWith("shard.tar:6: record '0006': json: Unexpected end"));
    }

    @Test
    void itGoesOnWhereItStoppedAndACutArchiveGivesWhatCameBefore() throws IOException {
        Path shard = shard("1.jpg=a", "1.txt=one", "2.jpg=b", "2.txt=two", "3.jpg=c", "3.txt=three");

        assertThat(read(shard, 0, new Heard(1)).origins).containsExactly("shard.tar:1");
        assertThat(read(shard, 1, new Heard()).origins).containsExactly("shard.tar:2", "shard.tar:3");

        byte[] all = Files.readAllBytes(shard);
        Path cut = Files.write(dir.resolve("cut.tar"), Arrays.copyOf(all, 4 * 512 + 700));
        Heard heard = read(cut, 0, new Heard());
        assertThat(heard.origins).containsExactly("shard.tar:1");
        assertThat(heard.bad).last().asString().contains("the archive cannot be read any further");
    }
}
