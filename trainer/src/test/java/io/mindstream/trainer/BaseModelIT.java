package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.ProfileLoader;
import io.mindstream.config.TrainerSettings;
import io.mindstream.model.checkpoint.ModelPart;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.Optimizer;
import io.mindstream.model.program.Recompute;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.program.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trainer makes of a profile: a setting that it forgot would change nothing that anybody sees. */
class BaseModelIT {
    @TempDir
    Path dir;

    private final TrainerSettings settings = new ProfileLoader()
            .load(
                    "nano",
                    Map.of(
                            "trainer.precision", "fp32",
                            "trainer.threads", "3",
                            "trainer.optimizer", "adamw",
                            "trainer.recompute", "layer",
                            "trainer.frozen", "[vision, merger]"))
            .trainer();

    @Test
    void aTrainingBeginsAndGoesOnAsTheProfileSays() throws IOException {
        TrainingOptions expected = new TrainingOptions(
                Precision.FLOAT32, 1, 3, Optimizer.ADAMW, Recompute.LAYER, Set.of(ModelPart.VISION, ModelPart.MERGER));
        BaseModel base = new BaseModel.Nano(64, 1);
        ModelFiles files = base.files();
        try (ModelProgram begun = base.program(files.config(), settings)) {
            assertThat(((TorchModelProgram) begun).options()).isEqualTo(expected);
            files.write(dir, begun, TrainerState.start("run", base, 0));
        }
        try (ModelProgram resumed = ModelFiles.resume(dir, settings)) {
            assertThat(((TorchModelProgram) resumed).options()).isEqualTo(expected);
        } finally {
            files.tokenizer().close();
        }
    }
}
