package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.SafetensorsWriter;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A checkpoint's files: a Hugging Face directory that serves (the averaged weights), with what training needs beside it: the weights
 * themselves, the optimiser's state and the trainer's.
 *
 * @param config of the model
 * @param tokenizer written along
 * @param images how pictures are read
 */
record ModelFiles(Qwen3VlConfig config, Tokenizer tokenizer, ImageProcessorConfig images) {
    /** The weights as training has them, in 32 bits; {@code model.safetensors} holds their average. */
    static final String TRAINING = "training.safetensors";

    void write(Path directory, ModelProgram program, TrainerState state) throws IOException {
        CheckpointDirectory checkpoint = new CheckpointDirectory(directory);
        checkpoint.writeModel(config, program.averaged(), ElementType.F32);
        checkpoint.writeOptimizer(program.optimizerState());
        SafetensorsWriter.write(
                directory.resolve(TRAINING), program.weights(), ElementType.F32, Map.of("format", "pt"));
        tokenizer.write(directory);
        Files.writeString(directory.resolve(ImageProcessorConfig.FILE), images.toJson());
        state.write(directory);
    }

    /** Goes on from a checkpoint that {@link #write} made. */
    static ModelProgram resume(Path directory, TrainerSettings settings) throws IOException {
        CheckpointDirectory checkpoint = new CheckpointDirectory(directory);
        try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(TRAINING));
                StoredWeights average = checkpoint.weights();
                SafetensorsFile moments = checkpoint.optimizer()) {
            ModelProgram program = new TorchModelProgram(checkpoint.config(), weights, ProgramOptions.of(settings));
            program.restoreOptimizer(moments);
            program.restoreAverage(average);
            return program;
        }
    }
}
