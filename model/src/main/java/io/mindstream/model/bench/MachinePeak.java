package io.mindstream.model.bench;

import ai.djl.pytorch.jni.IValue;
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
    private static final int ROUNDS = 8;

    /**
     * Measures both, the best of eight calls each; takes a second or two and half a gigabyte.
     *
     * @param config of any model: the engine's script is loaded for one
     */
    public static MachinePeak measure(Qwen3VlConfig config, Precision precision, int threads) {
        try (Script script = Script.forInference(config, precision, threads)) {
            double product = fastest(script, "matrix", SIDE, "multiply");
            double read = fastest(script, "rows", NUMBERS / 8192, "read_all");
            return new MachinePeak(2e-9 * SIDE * SIDE * SIDE / product, 4e-9 * NUMBERS / read);
        }
    }

    private static double fastest(Script script, String material, long size, String method) {
        double best = Double.MAX_VALUE;
        try (ScriptCall making = script.call();
                IValue made = making.integer(size).run(material)) {
            for (int i = 0; i < ROUNDS; i++) {
                try (ScriptCall call = script.call()) {
                    call.shared(made);
                    long start = System.nanoTime();
                    call.runForNumber(method);
                    best = Math.min(best, (System.nanoTime() - start) / 1e9);
                }
            }
        }
        return best;
    }
}
