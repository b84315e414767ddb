package io.mindstream.samples.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Hashes;
import io.mindstream.samples.store.ImageStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds to a user store; one process at a time. Nothing is there before {@link #commit}, and all before it is there for good: a process
 * that dies leaves at most one line unfinished, which the next writer cuts off, and pictures that nothing refers to, which it collects.
 *
 * <p>What is known already is not added twice: a picture by its pixels, a question about it by its words.
 */
public final class UserStoreWriter implements AutoCloseable {
    /** Pictures without a reference stay for so long: who wrote them may not have committed yet. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final ImageStore images;
    private final FileChannel lock;
    private final FileChannel log;
    private final Map<String, Known> known = new HashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final Set<Long> asked = new HashSet<>();
    private final Map<Long, Long> answered = new HashMap<>();
    private final Map<String, Position> positions = new HashMap<>();
    private final List<byte[]> pending = new ArrayList<>();

    /** What is remembered of a picture. */
    private record Known(String contentKey, String sha256, int width, int height, long size, String domain) {}

    /**
     * How far a file has been read.
     *
     * @param size of the file in bytes, and
     * @param modified in milliseconds since 1970: a file of another size or time is read anew
     * @param records that were read
     * @param done whether there are no more
     */
    public record Position(long size, long modified, long records, boolean done) {}

    /** Takes the signatures of the pictures that are there, in the order in which they came. */
    @FunctionalInterface
    public interface SignatureSink {
        void signature(String contentKey, byte[] signature);
    }

    private UserStoreWriter(Path directory, FileChannel lock, FileChannel log) {
        this.images = UserStore.images(directory);
        this.lock = lock;
        this.log = log;
    }

    /**
     * Opens a store, and makes it where there is none.
     *
     * @throws IOException naming the directory: in use by another process, damaged, not writable
     */
    public static UserStoreWriter open(Path directory, SignatureSink signatures) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel log = null;
        try {
            if (held(lock) == null) {
                throw new IOException(directory + ": another process is ingesting into it");
            }
            Path file = directory.resolve(UserStore.LOG);
            log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            UserStoreWriter writer = new UserStoreWriter(directory, lock, log);
            long end = UserLog.walk(file, (offset, line) -> writer.remember(line, signatures));
            log.truncate(end);
            log.position(end);
            writer.images.collect(writer.stored::contains, Instant.now().minus(YOUNG));
            return writer;
        } catch (IOException | RuntimeException e) {
            if (log != null) {
                log.close();
            }
            lock.close();
            throw e;
        }
    }

    private static FileLock held(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void remember(JsonNode line, SignatureSink signatures) throws IOException {
        if (line.has("picture")) {
            JsonNode node = line.get("picture");
            UserPicture picture = UserLog.picture(node);
            remember(picture);
            if (node.has("signature")) {
                signatures.signature(picture.contentKey(), node.get("signature").binaryValue());
            }
        } else if (line.has("read")) {
            JsonNode read = line.get("read");
            positions.put(
                    read.path("file").textValue(),
                    new Position(
                            read.path("size").longValue(),
                            read.path("modified").longValue(),
                            read.path("records").longValue(),
                            read.path("done").booleanValue()));
        }
    }

    private void remember(UserPicture picture) {
        known.putIfAbsent(
                picture.pixels(),
                new Known(
                        picture.contentKey(),
                        picture.sha256(),
                        picture.width(),
                        picture.height(),
                        picture.size(),
                        picture.domain()));
        stored.add(picture.sha256());
        for (UserQuestion question : picture.questions()) {
            asked.add(hash(picture.pixels(), question.question(), question.reply()));
            if (!(question.answer() instanceof Answer.FreeText)) {
                answered.put(
                        hash(picture.pixels(), question.question()),
                        hash(question.answer().canonical()));
            }
        }
    }

    /** Where the pictures are. */
    public ImageStore images() {
        return images;
    }

    /** Whether a picture of these pixels is there. */
    public boolean knows(String pixels) {
        return known.containsKey(pixels);
    }

    /** Of a picture that is there: decides its split. */
    public String contentKey(String pixels) {
        return known.get(pixels).contentKey();
    }

    /** What came of a question. */
    public enum Added {
        NEW,
        /** The same picture was asked the same, with the same reply. */
        DUPLICATE,
        /** The same picture was asked the same, with another reply that was to be taken as exactly right. */
        CONTRADICTION
    }

    /**
     * Whether a question can be added.
     *
     * @param pixels of the picture that it is about
     */
    public Added judge(String pixels, UserQuestion question) {
        if (asked.contains(hash(pixels, question.question(), question.reply()))) {
            return Added.DUPLICATE;
        }
        Long before = answered.get(hash(pixels, question.question()));
        boolean other = before != null && before != hash(question.answer().canonical());
        return other && !(question.answer() instanceof Answer.FreeText) ? Added.CONTRADICTION : Added.NEW;
    }

    /**
     * Adds a picture with questions, or questions to a picture that is there; the domain and content key of the first time stay.
     *
     * @param signature by which near pictures are found; may be empty
     */
    public void add(UserPicture picture, byte[] signature) {
        Known before = known.get(picture.pixels());
        UserPicture added = before == null
                ? picture
                : new UserPicture(
                        picture.pixels(),
                        before.contentKey(),
                        before.sha256(),
                        before.width(),
                        before.height(),
                        before.size(),
                        before.domain(),
                        picture.vary(),
                        picture.questions());
        remember(added);
        pending.add(UserLog.line(UserLog.write(added, before == null ? signature : new byte[0])));
    }

    /** Notes a record that was not taken. */
    public void reject(String origin, String reason) {
        ObjectNode line = UserLog.object();
        line.putObject("rejected").put("origin", origin).put("reason", reason);
        pending.add(UserLog.line(line));
    }

    /** Notes how far a file has been read. */
    public void read(String file, Position position) {
        positions.put(file, position);
        ObjectNode line = UserLog.object();
        line.putObject("read")
                .put("file", file)
                .put("size", position.size())
                .put("modified", position.modified())
                .put("records", position.records())
                .put("done", position.done());
        pending.add(UserLog.line(line));
    }

    /** How far a file was read another time. */
    public Optional<Position> position(String file) {
        return Optional.ofNullable(positions.get(file));
    }

    /** How many pictures there are. */
    public int pictures() {
        return known.size();
    }

    /** Makes everything since the last time durable. */
    public void commit() throws IOException {
        for (byte[] line : pending) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                log.write(bytes);
            }
        }
        pending.clear();
        log.force(false);
    }

    /** What was not committed is not kept. */
    @Override
    public void close() throws IOException {
        log.close();
        lock.close();
    }

    private static long hash(String... parts) {
        MessageDigest digest = Hashes.sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
