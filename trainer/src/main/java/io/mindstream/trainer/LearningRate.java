package io.mindstream.trainer;

/**
 * A schedule for a stream that has no end: linear warm-up to the peak, then a decay with the inverse square root of the steps since,
 * after Vaswani et al. 2017 (section 5.3) and Zhai et al. 2022 (section 3.5, "reciprocal square-root": its point is that the length
 * of training need not be known).
 *
 * @param peak highest rate
 * @param warmup steps of linear rise
 * @param horizon steps after the warm-up at which the rate has fallen to peak / sqrt(2); the larger, the longer it stays near the peak
 */
public record LearningRate(double peak, int warmup, int horizon) {
    public LearningRate {
        if (!(peak > 0) || warmup < 0 || horizon < 1) {
            throw new IllegalArgumentException(
                    "learning rate: peak " + peak + ", warmup " + warmup + ", horizon " + horizon);
        }
    }

    /**
     * @param step of the optimiser, 0 for the first
     */
    public double at(long step) {
        if (step < warmup) {
            return peak * (step + 1) / warmup;
        }
        return peak / Math.sqrt(1 + (double) (step - warmup) / horizon);
    }
}
