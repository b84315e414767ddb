package io.mindstream.bus.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The directory of the embedded broker, checked and held. A file of ours, {@code mindstream-broker}, says that the directory is ours and
 * in which version, and carries the lock that keeps a second process out.
 */
final class BrokerDirectory implements AutoCloseable {
    static final String MARKER = "mindstream-broker";
    static final String META = "meta.properties";
    static final int VERSION = 1;

    private static final String CONTENT = "version=";
    private static final long MEGABYTE = 1024 * 1024;

    private final Path path;
    private final FileChannel channel;

    private BrokerDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the directory if it is missing, checks that it is ours or empty, writable and not full, and locks it.
     *
     * @param minFreeBytes least free space to start with
     * @throws BrokerException naming the directory or file
     */
    static BrokerDirectory open(Path path, long minFreeBytes) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new BrokerException(path + ": cannot be made a directory: " + reason(e), e);
        }
        requireOurs(path);
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new BrokerException(path + ": not writable: " + reason(e), e);
        }
        try {
            lock(path, channel);
            requireVersion(path, channel);
            requireSpace(path, minFreeBytes);
        } catch (RuntimeException e) {
            closeQuietly(channel, e);
            throw e;
        }
        return new BrokerDirectory(path, channel);
    }

    /** Whether Kafka has formatted it. */
    boolean isFormatted() {
        return Files.exists(path.resolve(META));
    }

    /** A setting of {@code meta.properties}. */
    String meta(String key) {
        Path file = path.resolve(META);
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new BrokerException(file + ": cannot be read: " + e.getMessage(), e);
        }
        String value = properties.getProperty(key);
        if (value == null) {
            throw new BrokerException(file + ": " + key + " is missing: not written by this program");
        }
        return value;
    }

    private static void requireOurs(Path path) {
        if (Files.exists(path.resolve(MARKER))) {
            return;
        }
        if (Files.exists(path.resolve(META))) {
            throw new BrokerException(path.resolve(META)
                    + ": formatted by another Kafka broker; give the embedded one its own directory");
        }
        try (Stream<Path> entries = Files.list(path)) {
            Path first = entries.findFirst().orElse(null);
            if (first != null) {
                throw new BrokerException(
                        path + ": holds other files (" + first.getFileName() + "); give the broker its own directory");
            }
        } catch (IOException e) {
            throw new BrokerException(path + ": cannot be listed: " + reason(e), e);
        }
    }

    private static void lock(Path path, FileChannel channel) {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new BrokerException(path + ": in use by another broker of this process", e);
        } catch (IOException e) {
            throw new BrokerException(path.resolve(MARKER) + ": cannot be locked: " + reason(e), e);
        }
        if (lock == null) {
            throw new BrokerException(path + ": in use by another process, which holds the lock on "
                    + path.resolve(MARKER).getFileName());
        }
    }

    private static void requireVersion(Path path, FileChannel channel) {
        Path file = path.resolve(MARKER);
        try {
            if (channel.size() == 0) {
                channel.write(ByteBuffer.wrap((CONTENT + VERSION + "\n").getBytes(StandardCharsets.UTF_8)), 0);
                channel.force(true);
                return;
            }
            ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), 64));
            channel.read(content, 0);
            String text = new String(content.array(), StandardCharsets.UTF_8).strip();
            if (!text.equals(CONTENT + VERSION)) {
                throw new BrokerException(
                        file + ": '" + text + "' where " + CONTENT + VERSION + " is expected: made by another version");
            }
        } catch (IOException e) {
            throw new BrokerException(file + ": cannot be written: " + reason(e), e);
        }
    }

    private static void requireSpace(Path path, long minFreeBytes) {
        long free;
        try {
            free = Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw new BrokerException(path + ": free space cannot be read: " + reason(e), e);
        }
        if (free < minFreeBytes) {
            throw new BrokerException(path + ": disk full: " + free / MEGABYTE + " MiB free where at least "
                    + minFreeBytes / MEGABYTE + " MiB are needed");
        }
    }

    /** The system's words without the path, which the message names already. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException fileSystem) {
            String reason = fileSystem.getReason();
            return reason == null ? e.getClass().getSimpleName() : reason;
        }
        return e.getMessage();
    }

    private static void closeQuietly(FileChannel channel, RuntimeException because) {
        try {
            channel.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Lets the directory go. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BrokerException(path.resolve(MARKER) + ": cannot be closed: " + reason(e), e);
        }
    }
}
