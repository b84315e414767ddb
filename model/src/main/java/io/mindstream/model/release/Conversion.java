package io.mindstream.model.release;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ConfigJson;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.NewDirectory;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A copy of a checkpoint with its weights stored as another type, or in shards of another size. All other files go along as they are, but
 * for the dtype in {@code config.json}; what only training needs (optimiser, trainer's state) stays behind.
 */
public final class Conversion implements AutoCloseable {
    private final Path from;
    private final WeightsWriter writer;
    private final StoredWeights weights;

    /**
     * Opens the checkpoint and holds its tensors against its configuration.
     *
     * @throws io.mindstream.model.ModelException that names tensor and file if it is damaged
     */
    public Conversion(Path from, WeightsWriter writer) throws IOException {
        CheckpointDirectory checkpoint = new CheckpointDirectory(from);
        ParameterLayout layout = new ParameterLayout(checkpoint.config());
        this.from = from;
        this.writer = writer;
        this.weights = checkpoint.weights();
        try {
            layout.check(new UprightExperts(weights, layout));
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /** Bytes that the weights will take. */
    public long bytes() {
        return writer.bytes(weights);
    }

    /**
     * Writes the copy, whole or not at all.
     *
     * @param written told every now and then how many bytes of weights were written since the last time
     * @throws IOException if the directory is there and not empty, its disk is too small, or it cannot be written
     */
    public void write(Path to, LongConsumer written) throws IOException {
        NewDirectory.write(to, bytes(), unfinished -> {
            copyBeside(from, unfinished, writer.type());
            writer.write(unfinished, weights, written);
        });
    }

    /** Copies all that belongs to a model but its weights, with another dtype in its configuration. */
    static void copyBeside(Path from, Path to, ElementType type) throws IOException {
        for (Path file : beside(from)) {
            Files.copy(file, to.resolve(file.getFileName().toString()));
        }
        Files.writeString(
                to.resolve(CheckpointDirectory.CONFIG),
                ConfigJson.withType(from.resolve(CheckpointDirectory.CONFIG), type));
    }

    /** Everything but weights, their index, configuration, and a training's state. */
    private static List<Path> beside(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = file.getFileName().toString();
                        return !name.endsWith(".safetensors")
                                && !name.equals(CheckpointDirectory.INDEX)
                                && !name.equals(CheckpointDirectory.CONFIG)
                                && !name.equals("trainer_state.json");
                    })
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        weights.close();
    }
}
