package io.mindstream.model.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** Written after transformers' RepetitionPenaltyLogitsProcessor and Temperature-, TopK- and TopPLogitsWarper, one token at a time. */
record PlainSampler(Sampling sampling) {
    /** The token at a random number in [0, 1): the likeliest come first. */
    int next(double[] logits, List<Integer> seen, double uniform) {
        double[] probabilities = probabilities(logits, seen);
        double passed = 0;
        int last = -1;
        for (int id : byProbability(probabilities)) {
            passed += probabilities[id];
            if (uniform < passed) {
                return id;
            }
            last = probabilities[id] > 0 ? id : last;
        }
        return last;
    }

    /** What each id is drawn with. */
    double[] probabilities(double[] logits, List<Integer> seen) {
        double[] scores = logits.clone();
        for (int id : new HashSet<>(seen)) {
            scores[id] = scores[id] < 0
                    ? scores[id] * sampling.repetitionPenalty()
                    : scores[id] / sampling.repetitionPenalty();
        }
        if (sampling.temperature() == 0) {
            double[] one = new double[scores.length];
            one[byProbability(scores)[0]] = 1;
            return one;
        }
        double[] probabilities = softmax(
                Arrays.stream(scores).map(s -> s / sampling.temperature()).toArray());
        if (sampling.topK() > 0) {
            int[] order = byProbability(probabilities);
            for (int rank = sampling.topK(); rank < order.length; rank++) {
                probabilities[order[rank]] = 0;
            }
            normalise(probabilities);
        }
        double before = 0;
        for (int id : byProbability(probabilities)) {
            double own = probabilities[id];
            if (before >= sampling.topP() && sampling.topP() < 1) {
                probabilities[id] = 0;
            }
            before += own;
        }
        normalise(probabilities);
        return probabilities;
    }

    private static int[] byProbability(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -values[id]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] softmax(double[] scores) {
        double highest = Arrays.stream(scores).max().orElseThrow();
        double[] values =
                Arrays.stream(scores).map(score -> Math.exp(score - highest)).toArray();
        normalise(values);
        return values;
    }

    private static void normalise(double[] values) {
        double sum = Arrays.stream(values).sum();
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }
}
