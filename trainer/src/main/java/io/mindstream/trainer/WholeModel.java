package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.SafetensorsWriter;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.TorchModelProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model that trains itself. Its checkpoints are Hugging Face directories that serve (the averaged weights), with what training needs beside
 * it: the weights themselves, the optimiser's state and the trainer's.
 *
 * @param base what to start from without a checkpoint
 * @param newest checkpoint to go on from
 */
record WholeModel(TrainerSettings settings, BaseModel base, Optional<Path> newest, ModelFiles files)
        implements TrainedModel {
    static WholeModel open(TrainerSettings settings, BaseModel base, Optional<Path> newest) throws IOException {
        BaseModel from = newest.isPresent() ? new BaseModel.Released(newest.get()) : base;
        return new WholeModel(settings, base, newest, from.files());
    }

    @Override
    public String description() {
        List<String> frozen = settings.frozen();
        return frozen.isEmpty() ? "all of it" : "all of it but " + String.join(", ", frozen);
    }

    @Override
    public ModelProgram program() throws IOException {
        if (newest.isEmpty()) {
            try (BaseModel.Source weights = base.weights(files.config())) {
                return new TorchModelProgram(files.config(), weights.tensors(), ProgramOptions.of(settings));
            }
        }
        CheckpointDirectory checkpoint = new CheckpointDirectory(newest.get());
        try (SafetensorsFile weights = SafetensorsFile.open(newest.get().resolve(TRAINING));
                StoredWeights average = checkpoint.weights();
                SafetensorsFile moments = checkpoint.optimizer()) {
            ModelProgram program = new TorchModelProgram(files.config(), weights, ProgramOptions.of(settings));
            program.restoreOptimizer(moments);
            program.restoreAverage(average);
            return program;
        }
    }

    @Override
    public void write(Path directory, ModelProgram program, TrainerState state) throws IOException {
        CheckpointDirectory checkpoint = new CheckpointDirectory(directory);
        checkpoint.writeModel(files.config(), program.averaged(), ElementType.F32);
        checkpoint.writeOptimizer(program.optimizerState());
        SafetensorsWriter.write(
                directory.resolve(TRAINING), program.weights(), ElementType.F32, Map.of("format", "pt"));
        files.writeBeside(directory);
        state.write(directory);
    }
}
