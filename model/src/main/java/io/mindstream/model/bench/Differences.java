package io.mindstream.model.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * How far log-probabilities of the same tokens are apart, generated and scored, in nats.
 *
 * @param what the work
 * @param tokens how many were compared
 * @param mean of the generator's minus the training pass's, with its sign
 * @param median of the differences' sizes, as what follows
 * @param p90 not exceeded by nine of ten
 * @param p99 not exceeded by 99 of 100
 * @param largest of all
 * @param outside1Percent share of the tokens whose probability differs by more than 1 %
 * @param outside20Percent share of those that differ by more than 20 %, where PPO clips
 */
public record Differences(
        String what,
        int tokens,
        double mean,
        double median,
        double p90,
        double p99,
        double largest,
        double outside1Percent,
        double outside20Percent) {
    /** @param differences at least one; their order is lost */
    static Differences of(String what, double[] differences) {
        double mean = Arrays.stream(differences).average().orElseThrow();
        double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
        return new Differences(
                what,
                sizes.length,
                mean,
                quantile(sizes, 0.5),
                quantile(sizes, 0.9),
                quantile(sizes, 0.99),
                sizes[sizes.length - 1],
                outside(differences, 0.01),
                outside(differences, 0.2));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }

    private static double outside(double[] differences, double bound) {
        long count = Arrays.stream(differences)
                .filter(difference -> Math.abs(Math.expm1(difference)) > bound)
                .count();
        return (double) count / differences.length;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d tokens, mean %+.2g, median %.2g, 90%% %.2g, 99%% %.2g, largest %.2g nats; "
                        + "%.2f%% of the probabilities differ by more than 1%%, %.2f%% by more than 20%%",
                what,
                tokens,
                mean,
                median,
                p90,
                p99,
                largest,
                100 * outside1Percent,
                100 * outside20Percent);
    }
}
