package io.mindstream.model.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a benchmark measured.
 *
 * @param what the work, precisely enough to give it to another engine
 * @param calls timed steps or generations
 * @param millisPerCall median wall time of one
 * @param samplesPerSecond conversations a second, by that median
 * @param tokensPerSecond of training: all tokens of the conversations; of decoding: new tokens
 * @param peakRssMiB highest resident memory of the process
 * @param cost what one call needs at least
 * @param machine the best that the engine does here, measured in the same run
 */
public record BenchResult(
        String what,
        int calls,
        double millisPerCall,
        double samplesPerSecond,
        double tokensPerSecond,
        long peakRssMiB,
        WorkCost cost,
        MachinePeak machine) {
    /**
     * Reads the peak of memory and then measures the machine, so that the latter is not in the former.
     *
     * @param machine measures it
     * @param millis of the timed calls, in any order
     * @param samples a call
     * @param tokens a sample
     */
    static BenchResult of(
            String what, double[] millis, int samples, int tokens, WorkCost cost, Supplier<MachinePeak> machine) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double rate = samples * 1000.0 / median;
        long peak = ResidentMemory.peakMiB();
        return new BenchResult(what, millis.length, median, rate, rate * tokens, peak, cost, machine.get());
    }

    /** Share of the machine's matrix products, 0..1. */
    public double gemmShare() {
        return cost.gigaflop() / (millisPerCall / 1000) / machine.gigaflopsPerSecond();
    }

    /** Share of the machine's memory bandwidth; above 1 where caches hold what counts as moved. */
    public double bandwidthShare() {
        return cost.gigabyte() / (millisPerCall / 1000) / machine.gigabytesPerSecond();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %.1f ms a call (median of %d), %.1f samples/s, %.0f tokens/s, peak RSS %d MiB, "
                        + "%.1f GFLOP a call are %.0f %% of the %.0f GFLOP/s of a large product, "
                        + "%.2f GB are %.0f %% of the %.1f GB/s of a long read",
                what,
                millisPerCall,
                calls,
                samplesPerSecond,
                tokensPerSecond,
                peakRssMiB,
                cost.gigaflop(),
                100 * gemmShare(),
                machine.gigaflopsPerSecond(),
                cost.gigabyte(),
                100 * bandwidthShare(),
                machine.gigabytesPerSecond());
    }
}
