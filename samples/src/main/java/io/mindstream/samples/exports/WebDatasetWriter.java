package io.mindstream.samples.exports;

import io.mindstream.samples.Sample;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * WebDataset shards: tars {@code NAME-000000.tar}, … of so many samples each. A sample is {@code ID.json} and its picture {@code ID.png} or
 * {@code ID.jpg}; where it has several, {@code ID.0.png}, {@code ID.1.png}, …
 */
public final class WebDatasetWriter implements SampleWriter {
    private final Path directory;
    private final String name;
    private final ChatLayout layout;
    private final int samplesOfShard;

    private TarArchiveOutputStream shard;
    private int shards;
    private int inShard;

    public WebDatasetWriter(Path directory, String name, ChatLayout layout, int samplesOfShard) {
        this.directory = directory;
        this.name = name;
        this.layout = layout;
        this.samplesOfShard = samplesOfShard;
    }

    @Override
    public void write(Sample sample) throws IOException {
        if (shard == null || inShard == samplesOfShard) {
            close();
            Path file = directory.resolve(String.format("%s-%06d.tar", name, shards++));
            shard = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), "UTF-8");
            inShard = 0;
        }
        int pictures = sample.images().size();
        for (int i = 0; i < pictures; i++) {
            PictureFile picture = PictureFile.of(sample.images().get(i));
            add(sample.id() + (pictures == 1 ? "." : "." + i + ".") + picture.extension(), picture.bytes());
        }
        byte[] json = layout.object(sample, java.util.List.of()).toString().getBytes(StandardCharsets.UTF_8);
        add(sample.id() + ".json", json);
        inShard++;
    }

    private void add(String member, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(member);
        // No times and no users: the same samples give the same bytes.
        entry.setModTime(0L);
        entry.setSize(content.length);
        shard.putArchiveEntry(entry);
        shard.write(content);
        shard.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        if (shard != null) {
            shard.close();
            shard = null;
        }
    }
}
