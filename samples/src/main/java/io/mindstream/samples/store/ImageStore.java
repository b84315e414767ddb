package io.mindstream.samples.store;

import io.mindstream.samples.Hashes;
import io.mindstream.samples.ImageRef;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pictures that are too large to travel inside records, in a folder that all who read them share: one file a picture, named by the
 * SHA-256 of its bytes, in 256 folders by the first two digits.
 *
 * <p>A file is there whole or not at all: it is written beside its place, flushed to the disk and renamed. Who reads holds the bytes
 * against the name, so a record that points elsewhere, or a damaged disk, is an error and never another picture. May be used by
 * several threads and processes.
 */
public final class ImageStore {
    /** The largest picture that is kept, in bytes. */
    public static final int MAX_BYTES = 64 << 20;

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final String UNFINISHED = ".part";

    private final Path root;

    /** @param root made when the first picture is put into it */
    public ImageStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Keeps a picture.
     *
     * @return its SHA-256, its name here
     * @throws IOException naming the file that cannot be written
     */
    public String put(byte[] encoded) throws IOException {
        if (encoded.length > MAX_BYTES) {
            throw new IOException(
                    root + ": a picture of " + encoded.length + " bytes; at most " + MAX_BYTES + " go in");
        }
        String sha256 = Hashes.sha256Hex(encoded);
        Path file = file(sha256);
        if (Files.exists(file) && Files.size(file) == encoded.length) {
            // Young again: whoever collects leaves alone what somebody is about to refer to.
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return sha256;
        }
        directory(file.getParent());
        Path part = Files.createTempFile(file.getParent(), sha256.substring(0, 8), UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(encoded);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return sha256;
    }

    private static void directory(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(directory + ": not a directory", e);
        }
    }

    /**
     * A reference to a picture that is here: with its bytes where they may travel, with the file's address otherwise.
     *
     * @throws IOException when it is not here, or is not what its name says
     */
    public ImageRef reference(String sha256, int width, int height, long size) throws IOException {
        ImageRef stored =
                new ImageRef(sha256, width, height, size, null, file(sha256).toUri());
        return size > ImageRef.MAX_INLINE ? stored : new ImageRef(sha256, width, height, size, read(stored), null);
    }

    /**
     * The bytes of a picture that is in some store, held against its hash.
     *
     * @throws IOException naming the file, when it is not there, not a file of this machine, or of other content
     */
    public static byte[] read(ImageRef ref) throws IOException {
        URI uri = ref.uri();
        if (!"file".equals(uri.getScheme())) {
            throw new IOException("image.uri: " + uri + ": only file: addresses can be read");
        }
        Path file = Path.of(uri);
        try {
            // The size first: a record may name a file that is large, or has no end.
            if (ref.size() > MAX_BYTES || Files.size(file) != ref.size()) {
                throw new IOException(
                        "image.uri: " + file + ": not the " + ref.size() + " bytes that the record names");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (!Hashes.sha256Hex(bytes).equals(ref.sha256())) {
                throw new IOException("image.uri: " + file + ": its content is not that of its name");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IOException("image.uri: " + file + ": no such picture; is the store's folder mounted here?", e);
        }
    }

    /**
     * Removes what nothing refers to, and what writers that died left behind.
     *
     * @param referred whether something refers to the picture of that SHA-256
     * @param before younger files stay: their references may not be written yet
     * @return how many files went
     */
    public int collect(Predicate<String> referred, Instant before) throws IOException {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        int removed = 0;
        for (Path folder : list(root)) {
            for (Path file : list(folder)) {
                String name = file.getFileName().toString();
                boolean unwanted =
                        name.endsWith(UNFINISHED) || NAME.matcher(name).matches() && !referred.test(name);
                if (unwanted && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                    removed++;
                }
            }
        }
        return removed;
    }

    private static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private Path file(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
