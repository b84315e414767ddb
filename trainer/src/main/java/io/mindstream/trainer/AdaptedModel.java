package io.mindstream.trainer;

import io.mindstream.config.LoraSettings;
import io.mindstream.config.TrainerSettings;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.SafetensorsWriter;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.LoraConfig;
import io.mindstream.model.lora.NewAdapter;
import io.mindstream.model.program.LoraModelProgram;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.trainer.publish.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that stays as it is, with an adapter that trains. Its checkpoints are PEFT's directories: the averaged adapter, which names the
 * model's directory, and beside it what training needs, the adapter itself, the optimiser's state and the trainer's.
 *
 * @param base directory of the model
 * @param newest checkpoint to go on from
 */
record AdaptedModel(TrainerSettings settings, Path base, AdapterLayout layout, Optional<Path> newest, ModelFiles files)
        implements TrainedModel {
    /** The name of a model that has no directory of its own yet, beside the run's checkpoints. */
    static final String BASE = "base";

    static AdaptedModel open(TrainerSettings settings, BaseModel base, CheckpointStore store, Optional<Path> newest)
            throws IOException {
        Path directory = newest.isPresent() ? new AdapterDirectory(newest.get()).base() : directory(base, store);
        ModelFiles files = new BaseModel.Released(directory).files();
        try {
            AdapterLayout layout = layout(files.config(), settings.lora());
            if (newest.isPresent()) {
                requireSame(new AdapterDirectory(newest.get()), layout.lora());
            }
            return new AdaptedModel(settings, directory, layout, newest, files);
        } catch (IOException | RuntimeException e) {
            files.tokenizer().close();
            throw e;
        }
    }

    /** Where the model lies: random weights are written down first, since whoever reads the adapter needs them too. */
    private static Path directory(BaseModel base, CheckpointStore store) throws IOException {
        if (base instanceof BaseModel.Released released) {
            return released.directory().toAbsolutePath().normalize();
        }
        ModelFiles files = base.files();
        try (BaseModel.Source weights = base.weights(files.config())) {
            return store.beside(BASE, unfinished -> {
                        new CheckpointDirectory(unfinished)
                                .writeModel(files.config(), weights.tensors(), ElementType.F32);
                        files.writeBeside(unfinished);
                    })
                    .toAbsolutePath()
                    .normalize();
        } finally {
            files.tokenizer().close();
        }
    }

    private static AdapterLayout layout(Qwen3VlConfig model, LoraSettings lora) {
        List<String> targets = lora.targets().isEmpty() ? LoraConfig.projections(model) : lora.targets();
        try {
            return new AdapterLayout(model, new LoraConfig(lora.rank(), lora.alpha(), lora.dropout(), targets));
        } catch (ModelException e) {
            throw new ModelException("trainer.lora: " + e.getMessage(), e);
        }
    }

    private static void requireSame(AdapterDirectory newest, LoraConfig asked) throws IOException {
        LoraConfig found = newest.config();
        if (found.rank() != asked.rank()
                || found.alpha() != asked.alpha()
                || !new HashSet<>(found.targets()).equals(new HashSet<>(asked.targets()))) {
            throw new IOException("trainer.lora: " + text(asked) + ": " + newest.path() + " has " + text(found)
                    + ", and its run goes on as it began; use another --dir, or set what it was");
        }
    }

    private static String text(LoraConfig lora) {
        return "rank " + lora.rank() + ", alpha " + lora.alpha() + ", targets " + lora.targets();
    }

    @Override
    public String description() {
        return "an adapter of rank " + layout.lora().rank() + " to "
                + layout.modules().size() + " matrices of " + base;
    }

    @Override
    public ModelProgram program() throws IOException {
        if (newest.isEmpty()) {
            return program(new NewAdapter(layout, settings.seed()));
        }
        AdapterDirectory adapter = new AdapterDirectory(newest.get());
        try (SafetensorsFile begun = SafetensorsFile.open(newest.get().resolve(TRAINING));
                SafetensorsFile average = adapter.weights(layout);
                SafetensorsFile moments = new CheckpointDirectory(newest.get()).optimizer()) {
            ModelProgram program = program(begun);
            program.restoreOptimizer(moments);
            program.restoreAverage(average);
            return program;
        }
    }

    private LoraModelProgram program(WeightSource begun) throws IOException {
        try (StoredWeights weights = new CheckpointDirectory(base).weights()) {
            Precision precision = Precision.named(settings.precision());
            return new LoraModelProgram(
                    files.config(), weights, layout, begun, precision, settings.threads(), settings.seed());
        }
    }

    @Override
    public void write(Path directory, ModelProgram program, TrainerState state) throws IOException {
        new AdapterDirectory(directory).write(layout, program.averaged(), base.toString(), ElementType.F32);
        new CheckpointDirectory(directory).writeOptimizer(program.optimizerState());
        SafetensorsWriter.write(
                directory.resolve(TRAINING), program.weights(), ElementType.F32, Map.of("format", "pt"));
        state.write(directory);
    }
}
