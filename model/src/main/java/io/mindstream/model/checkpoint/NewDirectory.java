package io.mindstream.model.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is there whole or not at all: filled under a hidden name beside it, every file and the directory fsynced, then renamed.
 * What is half written goes when the process is told to end; {@code kill -9} leaves the hidden directory.
 */
public final class NewDirectory {
    private NewDirectory() {}

    /** Fills an empty directory. */
    @FunctionalInterface
    public interface Writer {
        void write(Path directory) throws IOException;
    }

    /**
     * @param target where to; not there yet, or empty
     * @param bytes about how many will be written
     * @throws IOException if the directory has files, its disk has less room, or it cannot be written
     */
    public static void write(Path target, long bytes, Writer writer) throws IOException {
        Path path = target.toAbsolutePath().normalize();
        requireNothingThere(path, target);
        Path parent = path.getParent();
        Files.createDirectories(parent);
        long room = Files.getFileStore(parent).getUsableSpace();
        if (room < bytes) {
            throw new IOException(String.format(
                    "%s: needs %,d MB, the disk has %,d MB", target, bytes / 1_000_000, room / 1_000_000));
        }
        // Not a temporary directory of Java's: those are closed to other users.
        String suffix = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        Path unfinished = Files.createDirectory(parent.resolve("." + path.getFileName() + ".unfinished-" + suffix));
        Thread cleaner = new Thread(() -> delete(unfinished), "unfinished-directory");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            writer.write(unfinished);
            for (Path file : children(unfinished)) {
                sync(file);
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            sync(parent);
        } finally {
            delete(unfinished);
            try {
                Runtime.getRuntime().removeShutdownHook(cleaner);
            } catch (IllegalStateException e) {
                // The process is ending: the hook runs.
            }
        }
    }

    private static void requireNothingThere(Path path, Path shown) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                if (files.findAny().isPresent()) {
                    throw new DirectoryNotEmptyException(shown.toString());
                }
            }
        } else if (Files.exists(path)) {
            throw new FileAlreadyExistsException(shown.toString());
        }
    }

    /** The directory and what is in it, innermost first. */
    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try {
            for (Path file : children(directory)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // Under way to an error that says more; the name of what is left says that it is unfinished.
        }
    }
}
