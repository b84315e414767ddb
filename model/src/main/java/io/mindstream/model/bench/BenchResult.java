package io.mindstream.model.bench;

import java.util.Locale;

/**
 * What a benchmark measured.
 *
 * @param what the work, precisely enough to give it to another engine
 * @param calls timed steps or generations
 * @param millisPerCall median wall time of one
 * @param samplesPerSecond conversations a second, by that median
 * @param tokensPerSecond of training: all tokens of the conversations; of decoding: new tokens
 * @param peakRssMiB highest resident memory of the process
 */
public record BenchResult(
        String what,
        int calls,
        double millisPerCall,
        double samplesPerSecond,
        double tokensPerSecond,
        long peakRssMiB) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %.1f ms a call (median of %d), %.1f samples/s, %.0f tokens/s, peak RSS %d MiB",
                what,
                millisPerCall,
                calls,
                samplesPerSecond,
                tokensPerSecond,
                peakRssMiB);
    }
}
