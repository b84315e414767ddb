package io.mindstream.model.program;

/**
 * Settings of one optimiser step (Loshchilov and Hutter 2019).
 *
 * @param learningRate step size
 * @param visionRate step size of the vision tower and its mergers; 0 leaves them where they are, while their moments go on
 * @param beta1 decay of the gradient's mean
 * @param beta2 decay of the gradient's square
 * @param epsilon added to the root of the square
 * @param weightDecay decoupled decay
 * @param clipNorm gradients of a greater norm are scaled down to it; infinity for no clipping
 * @param decayAll whether norms and biases (all parameters of one dimension) decay too; usually not
 */
public record AdamWStep(
        double learningRate,
        double visionRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double clipNorm,
        boolean decayAll) {
    public AdamWStep {
        if (!(learningRate >= 0) || !(visionRate >= 0) || !(weightDecay >= 0) || !(clipNorm > 0) || !(epsilon > 0)) {
            throw new IllegalArgumentException("adamw: learningRate " + learningRate + ", visionRate " + visionRate
                    + ", weightDecay " + weightDecay + ", clipNorm " + clipNorm + ", epsilon " + epsilon
                    + " are not all positive");
        }
        if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("adamw: beta1 " + beta1 + " and beta2 " + beta2 + " are not in [0, 1)");
        }
    }

    /** Betas 0.9 and 0.95, epsilon 1e-8, decay 0.1 of matrices only, norm clipped to 1. */
    public static AdamWStep of(double learningRate) {
        return new AdamWStep(learningRate, learningRate, 0.9, 0.95, 1e-8, 0.1, 1, false);
    }
}
