package io.mindstream.curriculum;

import io.mindstream.samples.Stage;

/**
 * How supervised training is shared between stages: restoration gets its configured share, knowledge the rest. Preference and
 * reinforcement learning are leased by their own trainers and have no share here.
 *
 * @param restoration share of samples that keep what the model could do before, 0..1
 */
record StageShares(double restoration) {
    double share(Stage stage) {
        return switch (stage) {
            case KNOWLEDGE -> 1 - restoration;
            case RESTORATION -> restoration;
            case PREFERENCE, RL -> 0;
        };
    }
}
