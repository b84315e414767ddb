package io.mindstream.trainer;

import io.mindstream.config.TrainerSettings;
import io.mindstream.model.program.AdamWStep;

/** The optimiser's settings at each step, from the profile's. */
public final class OptimizerSchedule {
    private static final double BETA1 = 0.9;
    private static final double EPSILON = 1e-8;

    private final TrainerSettings settings;
    private final LearningRate rate;
    private final VisionRate vision;

    public OptimizerSchedule(TrainerSettings settings) {
        this.settings = settings;
        this.rate = new LearningRate(settings.learningRate(), settings.warmup(), settings.horizon());
        this.vision = new VisionRate(settings.visionShare(), settings.visionDelay());
    }

    /** @param step of the optimiser, 0 for the first */
    public AdamWStep at(long step) {
        double text = rate.at(step);
        return new AdamWStep(
                text,
                text * vision.at(step),
                BETA1,
                settings.beta2(),
                EPSILON,
                settings.weightDecay(),
                settings.clipNorm(),
                false);
    }
}
