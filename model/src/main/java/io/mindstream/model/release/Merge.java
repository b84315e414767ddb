package io.mindstream.model.release;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.NewDirectory;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.UprightExperts;
import io.mindstream.model.checkpoint.WeightsWriter;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.MergedWeights;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A checkpoint with an adapter in its weights, which needs no adapter any more: {@code W + scale * B A} in 32 bits, rounded once to what the
 * checkpoint is stored as. Window by window, so that no more than two tensors of the adapter lie in memory. All other files go along as in
 * {@link Conversion}.
 */
public final class Merge implements Closeable {
    private final Path from;
    private final StoredWeights base;
    private final Closeable adapter;
    private final MergedWeights merged;
    private final ElementType type;
    private final int matrices;

    /**
     * Opens both and holds their tensors against their configurations.
     *
     * @param from the checkpoint
     * @param adapter the adapter, as PEFT saves it
     * @throws ModelException that names file, and field or tensor, if one is damaged or they do not fit each other
     */
    public Merge(Path from, Path adapter) throws IOException {
        CheckpointDirectory checkpoint = new CheckpointDirectory(from);
        Qwen3VlConfig config = checkpoint.config();
        AdapterDirectory directory = new AdapterDirectory(adapter);
        AdapterLayout layout = directory.layout(config);
        this.from = from;
        this.matrices = layout.modules().size();
        this.base = checkpoint.weights();
        try {
            ParameterLayout parameters = new ParameterLayout(config);
            parameters.check(new UprightExperts(base, parameters));
            this.type = type(base);
            SafetensorsFile tensors = directory.weights(layout);
            this.adapter = tensors;
            this.merged = new MergedWeights(base, layout, tensors);
        } catch (RuntimeException | IOException e) {
            base.close();
            throw e;
        }
    }

    private static ElementType type(StoredWeights base) {
        List<ElementType> types = base.names().stream()
                .map(base::type)
                .filter(ElementType::real)
                .distinct()
                .toList();
        if (types.size() > 1) {
            List<String> names = types.stream().map(ElementType::label).toList();
            throw new ModelException(base.origin() + ": its tensors are of several dtypes, " + String.join(", ", names)
                    + ": model convert makes them one");
        }
        return types.get(0);
    }

    /** What the weights are stored as, before and after. */
    public ElementType type() {
        return type;
    }

    /** How many matrices the adapter changes. */
    public int matrices() {
        return matrices;
    }

    /** Bytes that the weights will take. */
    public long bytes(WeightsWriter writer) {
        return writer.bytes(merged);
    }

    /**
     * Writes the directory, whole or not at all.
     *
     * @param writer of {@link #type()}
     * @param written told every now and then how many bytes of weights were written since the last time
     * @throws IOException if the directory is there and not empty, its disk is too small, or it cannot be written
     */
    public void write(Path to, WeightsWriter writer, LongConsumer written) throws IOException {
        NewDirectory.write(to, bytes(writer), unfinished -> {
            Conversion.copyBeside(from, unfinished, writer.type());
            writer.write(unfinished, merged, written);
        });
    }

    @Override
    public void close() throws IOException {
        try (adapter) {
            base.close();
        }
    }
}
