package io.mindstream.trainer;

import io.mindstream.model.program.ModelProgram;

/**
 * The average of the weights that is published. It spans a constant share of all steps (the power-function averaging of Karras et al. 2024,
 * section 3), so it suits a stream without an end and forgets its beginning.
 *
 * @param span share of all steps so far that the average looks back over, 0..0.5; 0 publishes the newest weights
 */
public record WeightAveraging(double span) {
    /** Steps between two updates: each passes over all weights, which a small batch feels. */
    private static final int EVERY = 4;

    public WeightAveraging {
        if (!(span >= 0 && span <= 0.5)) {
            throw new IllegalArgumentException("weight averaging: span " + span + " is not in 0..0.5");
        }
    }

    /** Takes in the weights after a step, where it is time. */
    public void after(ModelProgram program) {
        long steps = program.steps();
        if (span == 0 || steps % EVERY == 0 || steps == 1) {
            program.average(share(steps));
        }
    }

    /**
     * The newest weights' share in the average.
     *
     * @param steps applied so far, at least 1
     */
    double share(long steps) {
        return Math.min(1, EVERY / (span * steps));
    }
}
