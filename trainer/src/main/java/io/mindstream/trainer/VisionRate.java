package io.mindstream.trainer;

/**
 * The vision tower's learning rate as a part of the text's. While the text does not yet know what replies look like, all pictures
 * get the same gradient, that of the commonest reply, and a tower that follows it forgets to tell pictures apart. So it waits, and then
 * moves more slowly.
 *
 * @param share of the text's rate in the end, above 0
 * @param delay steps in which the tower stays as it is; over as many more it rises to its share
 */
public record VisionRate(double share, int delay) {
    public VisionRate {
        if (!(share > 0) || delay < 0) {
            throw new IllegalArgumentException("vision rate: share " + share + ", delay " + delay);
        }
    }

    /**
     * @param step of the optimiser, 0 for the first
     * @return factor on the text's rate, 0..{@code share}
     */
    public double at(long step) {
        if (step < delay) {
            return 0;
        }
        return delay == 0 ? share : share * Math.min(1, (double) (step - delay + 1) / delay);
    }
}
