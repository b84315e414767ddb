package io.mindstream.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * One directory for all that a process keeps: {@code broker}, {@code queue}, {@code difficulty.model}, {@code streams}, {@code checkpoints},
 * {@code logs}. It carries the version of its layout, and one process at a time may use it.
 */
final class DataDirectory implements AutoCloseable {
    private static final String VERSION = "1";
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the directory, and makes it where there is none.
     *
     * @throws IOException in one line that names the directory: not writable, in use, of another version
     */
    static DataDirectory open(Path directory) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                throw new IOException("--dir " + path + ": in use by another mindstream process");
            }
            requireVersion(path);
            Files.createDirectories(path.resolve("logs"));
            return new DataDirectory(path, channel);
        } catch (FileAlreadyExistsException e) {
            close(channel);
            throw new IOException("--dir " + path + ": not a directory", e);
        } catch (AccessDeniedException e) {
            close(channel);
            throw new IOException("--dir " + path + ": not writable", e);
        } catch (IOException e) {
            close(channel);
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("--dir")
                    ? e
                    : new IOException("--dir " + path + ": cannot be used: " + message, e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Whether a process has the directory open, on this machine or wherever locks of its file system reach. */
    static boolean inUse(Path directory) throws IOException {
        // A shared lock needs no right to write; it is granted only where nobody holds the exclusive one.
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static void requireVersion(Path path) throws IOException {
        Path file = path.resolve("VERSION");
        if (!Files.exists(file)) {
            AtomicFile.write(file, VERSION + "\n");
        }
        String found = Files.readString(file).strip();
        if (!found.equals(VERSION)) {
            throw new IOException("--dir " + path + ": VERSION: layout " + found + " where this program knows "
                    + VERSION + ": use the program that made it, or another directory");
        }
    }

    private static void close(FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    Path path() {
        return path;
    }

    Path broker() {
        return path.resolve("broker");
    }

    Path queue() {
        return path.resolve("queue");
    }

    /** The difficulty model, in Tribuo's protobuf format. */
    Path difficulty() {
        return path.resolve("difficulty.model");
    }

    Path checkpoints() {
        return path.resolve("checkpoints");
    }

    Path log() {
        return path.resolve("logs").resolve("mindstream.log");
    }

    /** Name of the training that lives here, made at its first start. */
    String run(String model) throws IOException {
        Path file = path.resolve("run");
        if (!Files.exists(file)) {
            String name = model + "-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
            AtomicFile.write(file, name + "\n");
        }
        String name = Files.readString(file).strip();
        if (name.isEmpty()) {
            throw new IOException(
                    file + ": empty: write the name of the training into it, a directory under " + checkpoints());
        }
        return name;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
