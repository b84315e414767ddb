package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.model.checkpoint.ModelPart;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.program.Optimizer;
import io.mindstream.model.program.Recompute;
import io.mindstream.model.program.TrainingOptions;
import java.util.stream.Collectors;

/** How a whole model trains, from the profile's settings. */
public final class ProgramOptions {
    private ProgramOptions() {}

    public static TrainingOptions of(TrainerSettings settings) {
        return new TrainingOptions(
                Precision.named(settings.precision()),
                1,
                settings.threads(),
                Optimizer.named(settings.optimizer()),
                Recompute.named(settings.recompute()),
                settings.frozen().stream().map(ModelPart::named).collect(Collectors.toSet()));
    }
}
