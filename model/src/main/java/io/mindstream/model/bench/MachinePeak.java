package io.mindstream.model.bench;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.engine.Script;
import io.mindstream.model.engine.ScriptCall;

/**
 * The best that the engine does on this machine now, with so many threads: what a benchmark's figures are shares of.
 *
 * @param gigaflopsPerSecond of one large matrix product, a multiplication and an addition counted as two
 * @param gigabytesPerSecond read from an array far larger than the caches
 */
public record MachinePeak(double gigaflopsPerSecond, double gigabytesPerSecond) {
    private static final int SIDE = 2048;
    private static final long NUMBERS = 1L << 27;
    private static final int ROUNDS = 5;

    /**
     * Measures both, the best of five each; takes a second or two and half a gigabyte.
     *
     * @param config of any model: the engine's script is loaded for one
     */
    public static MachinePeak measure(Qwen3VlConfig config, Precision precision, int threads) {
        try (Script script = Script.forInference(config, precision, threads)) {
            double product = fastest(script, "multiply", SIDE);
            double read = fastest(script, "read_all", NUMBERS);
            return new MachinePeak(2e-9 * SIDE * SIDE * SIDE / product, 4e-9 * NUMBERS / read);
        }
    }

    /** Seconds of the fastest call; each does its work once more than told, to make it and to warm up. */
    private static double fastest(Script script, String method, long size) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.min(best, seconds(script, method, size, 3) - seconds(script, method, size, 1));
        }
        return best / 2;
    }

    private static double seconds(Script script, String method, long size, int times) {
        try (ScriptCall call = script.call()) {
            call.integer(size).integer(times);
            long start = System.nanoTime();
            call.runForNumber(method);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
