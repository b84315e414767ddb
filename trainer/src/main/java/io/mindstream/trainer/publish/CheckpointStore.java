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
        Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
        try {
            writer.write(unfinished);
            try (Stream<Path> files = Files.walk(unfinished)) {
                for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    sync(file);
                }
            }
            Path target = directory.resolve(String.format("step-%010d", step));
            if (Files.exists(target)) {
                delete(target);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
            return new Stored(step, target);
        } catch (IOException | RuntimeException e) {
            delete(unfinished);
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

    /** Removes all but the newest. To be called only after the newest was announced, so that a reader can always find one. */
    public void retain() throws IOException {
        List<Stored> all = all();
        for (Stored old : all.subList(0, Math.max(0, all.size() - keep))) {
            // Renamed first: a reader sees it whole or not at all, also when the removal is cut short.
            Path doomed = directory.resolve(UNFINISHED + "removed-" + old.path().getFileName());
            Files.move(old.path(), doomed, StandardCopyOption.ATOMIC_MOVE);
            delete(doomed);
        }
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
