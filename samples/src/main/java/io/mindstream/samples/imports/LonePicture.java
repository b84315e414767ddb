package io.mindstream.samples.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A picture that no record file names: its caption is a text file of the same name beside it, its label the folder it lies in, where the
 * user says so.
 */
public final class LonePicture implements RecordFile {
    /** Extensions of files that are taken for pictures. */
    public static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "jpe");

    private static final int LONGEST_CAPTION = 1 << 16;

    private final Path file;
    private final String name;
    private final boolean labelled;
    private final boolean named;

    /**
     * @param name of the file, for people
     * @param labelled whether the folder's name is what the picture shows
     * @param named whether there are record files that may name it, so that it is no fault to have nothing to say
     */
    public LonePicture(Path file, String name, boolean labelled, boolean named) {
        this.file = file;
        this.name = name;
        this.labelled = labelled;
        this.named = named;
    }

    @Override
    public void read(long skip, RecordSink sink) throws IOException {
        if (skip > 0) {
            return;
        }
        Origin origin = new Origin(name, 0);
        Optional<String> caption;
        try {
            caption = caption();
        } catch (BadRecordException e) {
            sink.bad(origin, e.getMessage());
            return;
        }
        if (caption.isPresent()) {
            sink.record(origin, record(RawTurn.caption(caption.get())));
        } else if (labelled) {
            String folder = file.toAbsolutePath().getParent().getFileName().toString();
            sink.record(origin, record(RawTurn.label(folder.replace('_', ' '))));
        } else if (!named) {
            sink.bad(
                    origin,
                    "nothing is said about it: no record file, no caption beside it; --label-from-folder takes its folder's name");
        }
    }

    private RawRecord record(RawTurn turn) {
        return new RawRecord(new RawPicture.InFile(file, ""), List.of(turn));
    }

    private Optional<String> caption() throws BadRecordException, IOException {
        String own = file.getFileName().toString();
        String stem = own.substring(0, own.lastIndexOf('.'));
        for (String extension : new String[] {".txt", ".caption"}) {
            Path beside = file.resolveSibling(stem + extension);
            if (Files.isRegularFile(beside)) {
                if (Files.size(beside) > LONGEST_CAPTION) {
                    throw new BadRecordException(beside.getFileName() + ": more than " + LONGEST_CAPTION + " bytes");
                }
                String text = new String(Files.readAllBytes(beside), StandardCharsets.UTF_8).strip();
                if (text.isEmpty()) {
                    throw new BadRecordException(beside.getFileName() + ": empty");
                }
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }
}
