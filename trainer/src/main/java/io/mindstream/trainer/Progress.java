package io.mindstream.trainer;

import io.mindstream.model.program.Update;
import io.mindstream.samples.Outcome;
import io.mindstream.trainer.eval.EvalReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a running training, for the {@code metrics} topic. Averages are exponential over some hundred turns; rates are over the
 * time since they were last taken.
 */
final class Progress {
    /** A turn's share in the moving averages. */
    private static final double SHARE = 0.005;

    private final Map<String, Average> capabilities = new TreeMap<>();
    private final Average accuracy = new Average();
    private final Average loss = new Average();

    private double gradientNorm;
    private double learningRate;
    private long samples;
    private long tokens;
    private long skipped;
    private long steps;
    private long stepNanos;
    private long waitNanos;
    private long since;

    Progress(long now) {
        since = now;
    }

    void step(
            double batchLoss,
            Update update,
            List<Outcome> outcomes,
            int batchTokens,
            double rate,
            long waited,
            long took) {
        // One number that is none would stay in the averages for ever, and what goes with it says nothing.
        if (Double.isFinite(batchLoss)) {
            loss.add(batchLoss, 10 * SHARE);
            outcomes.forEach(outcome -> outcome.turns().forEach(turn -> {
                double correct = turn.correct() ? 1 : 0;
                accuracy.add(correct);
                capabilities
                        .computeIfAbsent(EvalReport.capability(turn.capability()), name -> new Average())
                        .add(correct);
            }));
        }
        gradientNorm = update.gradientNorm();
        learningRate = rate;
        samples += outcomes.size();
        tokens += batchTokens;
        skipped += update.applied() ? 0 : 1;
        steps++;
        waitNanos += waited;
        stepNanos += took;
    }

    /** What was learnt: {@code train.loss} and {@code train.accuracy}; empty before anything was. */
    Map<String, Double> learnt() {
        return loss.count == 0 ? Map.of() : Map.of("train.loss", loss.value, "train.accuracy", accuracy.value);
    }

    /**
     * The figures now, and a new start for the rates.
     *
     * @param now in nanoseconds of {@link System#nanoTime()}
     */
    Map<String, Double> take(long now) {
        double seconds = Math.max(1, now - since) / 1e9;
        Map<String, Double> values = new TreeMap<>(learnt());
        capabilities.forEach((name, average) -> values.put("train.accuracy." + name, average.value));
        values.put("train.learningRate", learningRate);
        if (Double.isFinite(gradientNorm)) {
            values.put("train.gradientNorm", gradientNorm);
        }
        values.put("train.skippedSteps", (double) skipped);
        values.put("train.samplesPerSecond", samples / seconds);
        values.put("train.tokensPerSecond", tokens / seconds);
        if (steps > 0) {
            values.put("train.stepMillis", stepNanos / 1e6 / steps);
            values.put("train.waitMillis", waitNanos / 1e6 / steps);
        }
        samples = 0;
        tokens = 0;
        steps = 0;
        stepNanos = 0;
        waitNanos = 0;
        since = now;
        return values;
    }

    private static final class Average {
        private double value;
        private long count;

        void add(double next) {
            add(next, SHARE);
        }

        /** A plain mean at first, so that the first values do not weigh for ever. */
        void add(double next, double share) {
            count++;
            value += (next - value) * Math.max(share, 1.0 / count);
        }
    }
}
