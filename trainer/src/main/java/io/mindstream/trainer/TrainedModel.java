package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.trainer.publish.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a run trains, where it begins, and what its checkpoints are made of. */
sealed interface TrainedModel permits WholeModel, AdaptedModel {
    /** What is trained as training has it, in 32 bits; what a checkpoint is served by is the average of it. */
    String TRAINING = "training.safetensors";

    /** The model's files, to prepare samples with. Whoever called {@link #open} closes the tokenizer. */
    ModelFiles files();

    /** For people: what is trained. */
    String description();

    /** The weights to go on from, and where there is a checkpoint the optimiser's state. */
    ModelProgram program() throws IOException;

    /** Fills a checkpoint's directory. */
    void write(Path directory, ModelProgram program, TrainerState state) throws IOException;

    /**
     * What a profile says is to be trained, as it was left by the newest checkpoint of the run or else from its beginning.
     *
     * @param base what to start from without a checkpoint
     * @throws IOException when the run's checkpoints are of another kind than the profile asks for, or a file cannot be read; names it
     */
    static TrainedModel open(TrainerSettings settings, BaseModel base, CheckpointStore store) throws IOException {
        Optional<Path> newest = store.newest().map(CheckpointStore.Stored::path);
        boolean adapter =
                newest.map(AdapterDirectory::is).orElse(settings.lora().on());
        if (adapter != settings.lora().on()) {
            throw new IOException("trainer.lora.rank: " + settings.lora().rank() + ": " + newest.get() + " is "
                    + (adapter ? "an adapter" : "a whole model") + ", and its run goes on as it began;"
                    + " use another --dir, or set the rank to what it was");
        }
        return adapter ? AdaptedModel.open(settings, base, store, newest) : WholeModel.open(settings, base, newest);
    }
}
