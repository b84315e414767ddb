package io.mindstream.scorers;

import java.util.SplittableRandom;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.optimisers.SGD;

/**
 * Logistic regression by SGD that goes on from given weights. Tribuo's trainers start from zero; the place where they make their
 * parameters is the place to give them others.
 *
 * <p>The step is constant: what is learnt (a model that is itself learning) does not hold still, and an adaptive optimiser would begin
 * anew with every batch.
 */
final class WarmStartTrainer extends LinearSGDTrainer {
    private final LinearParameters start;

    /**
     * @param start weights to begin with, (labels) x (features + 1); not changed
     * @param rate step of SGD
     * @param epochs passes over the examples; 0 gives a model with the weights as they are
     * @param seed decides the order of the examples
     */
    WarmStartTrainer(LinearParameters start, double rate, int epochs, long seed) {
        super(new LogMulticlass(), SGD.getSimpleSGD(rate), epochs, -1, 1, seed);
        this.start = start;
    }

    @Override
    protected LinearParameters createParameters(int features, int outputs, SplittableRandom random) {
        int[] shape = start.getWeightMatrix().getShape();
        if (shape[0] != outputs || shape[1] != features + 1) {
            throw new IllegalStateException("difficulty: weights of " + shape[0] + " x " + shape[1]
                    + " do not fit a model of " + outputs + " x " + (features + 1));
        }
        return start.copy();
    }
}
