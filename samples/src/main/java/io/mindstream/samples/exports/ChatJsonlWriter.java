package io.mindstream.samples.exports;

import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Sample;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A line of JSON a sample, and each picture once, as a file below {@code images}. */
public final class ChatJsonlWriter implements SampleWriter {
    private final Path directory;
    private final ChatLayout layout;
    private final BufferedWriter lines;

    /** @param name of the file of lines, without its extension */
    public ChatJsonlWriter(Path directory, String name, ChatLayout layout) throws IOException {
        this.directory = directory;
        this.layout = layout;
        this.lines = Files.newBufferedWriter(directory.resolve(name + ".jsonl"));
    }

    @Override
    public void write(Sample sample) throws IOException {
        List<String> names = new ArrayList<>();
        for (ImageRef image : sample.images()) {
            PictureFile picture = PictureFile.of(image);
            String name =
                    "images/" + picture.sha256().substring(0, 2) + "/" + picture.sha256() + "." + picture.extension();
            Path file = directory.resolve(name);
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.write(file, picture.bytes());
            }
            names.add(name);
        }
        lines.write(layout.object(sample, names).toString());
        lines.write('\n');
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
