package io.mindstream.trainer.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checkpoint directories of one run, {@code ROOT/RUN/step-0000001200}: there whole or not at all. A checkpoint is written to a hidden
 * directory, every file and the directory fsynced, then renamed; what a crash left half written is removed at the next start.
 */
public final class CheckpointStore {
    private static final Pattern STEP = Pattern.compile("step-(\\d{10})");
    private static final String UNFINISHED = ".unfinished-";

    private final Path directory;
    private final int keep;

    /**
     * @param root directory of all runs' checkpoints
     * @param run name of this run
     * @param keep newest checkpoints that stay, at least 1
     * @throws IOException when the directory cannot be made or written, naming it
     */
    public CheckpointStore(Path root, String run, int keep) throws IOException {
        this.directory = root.resolve(run);
        this.keep = keep;
        Files.createDirectories(directory);
        for (Path path : list()) {
            if (path.getFileName().toString().startsWith(UNFINISHED)) {
                delete(path);
            }
        }
    }

    /** Fills an empty directory with a checkpoint. */
    @FunctionalInterface
    public interface Writer {
        void write(Path directory) throws IOException;
    }

    /**
     * @param step of the optimiser
     * @param path of the directory
     */
    public record Stored(long step, Path path) {}

    /**
     * Writes a checkpoint. When this returns, it is whole and durable under its name.
     *
     * @param step of the optimiser; a checkpoint of that step that is already there is replaced
     */
    public Stored write(long step, Writer writer) throws IOException {
        return new Stored(step, write(String.format("step-%010d", step), writer));
    }

    /**
     * Likewise writes what checkpoints need beside them, which stays as long as they do.
     *
     * @param name of the directory, none of a checkpoint's; one that is already there is replaced
     * @return the directory
     */
    public Path beside(String name, Writer writer) throws IOException {
        if (STEP.matcher(name).matches()) {
            throw new IllegalArgumentException("name: " + name + " is a checkpoint's");
        }
        return write(name, writer);
    }

    private Path write(String name, Writer writer) throws IOException {
        Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
        try {
            writer.write(unfinished);
            try (Stream<Path> files = Files.walk(unfinished)) {
                for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    sync(file);
                }
            }
            Path target = directory.resolve(name);
            Optional<Path> replaced = Files.exists(target) ? Optional.of(hide(target)) : Optional.empty();
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
            if (replaced.isPresent()) {
                delete(replaced.get());
            }
            return target;
        } catch (IOException | RuntimeException e) {
            if (Files.exists(unfinished)) {
                delete(unfinished);
            }
            throw e;
        }
    }

    /** All whole checkpoints, oldest first. */
    public List<Stored> all() {
        return list().stream()
                .map(path -> {
                    Matcher matcher = STEP.matcher(path.getFileName().toString());
                    return matcher.matches() ? new Stored(Long.parseLong(matcher.group(1)), path) : null;
                })
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparingLong(Stored::step))
                .toList();
    }

    public Optional<Stored> newest() {
        List<Stored> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * Removes all but the newest, and but the one that readers were told of last: however long the newer ones' announcements take, that
     * one can be found, and no more than one checkpoint stays for it.
     *
     * @param announced step of the newest checkpoint whose announcement has arrived; where none has, nothing is removed
     */
    public void retain(OptionalLong announced) throws IOException {
        if (announced.isEmpty()) {
            return;
        }
        List<Stored> all = all();
        for (Stored old : all.subList(0, Math.max(0, all.size() - keep))) {
            if (old.step() != announced.getAsLong()) {
                delete(hide(old.path()));
            }
        }
    }

    /** Renames a checkpoint that is to be removed: a reader sees it whole or not at all, also when the removal is cut short. */
    private Path hide(Path checkpoint) throws IOException {
        Path hidden = directory.resolve(UNFINISHED + "removed-" + checkpoint.getFileName());
        return Files.move(checkpoint, hidden, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Path> list() {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
