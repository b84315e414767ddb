package io.mindstream.model.program;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import java.util.List;

/**
 * A model that trains. The gradient's computation and its application are separate calls, so that accumulation, guards and averaging over
 * machines fit between them.
 *
 * <p>Not safe for use by several threads at once. Use it from one thread for as long as it lives: native thread pools belong to the
 * calling thread, and each further one costs memory.
 */
public interface ModelProgram extends AutoCloseable {
    /** The model. */
    Qwen3VlConfig config();

    /**
     * Runs the batch forwards and backwards and adds the gradient of its mean loss, weighted by {@link Example#weights()}, to the
     * gradients held.
     *
     * @param weight factor on the gradient: for accumulation over parts of a batch, the part's share of {@link Batch#weight()}; 1 for a whole one
     * @throws io.mindstream.model.ModelException if the batch has no label
     */
    StepResult forwardBackward(Batch batch, double weight);

    /** As {@link #forwardBackward(Batch, double)} with a weight of 1. */
    default StepResult forwardBackward(Batch batch) {
        return forwardBackward(batch, 1);
    }

    /**
     * Runs the parts of one batch, side by side where the program has workers, and adds the gradient of the mean loss over all labels of
     * all parts to the gradients held. Parts are best of equal cost: the slowest is waited for.
     *
     * @return what each part found, in order
     * @throws io.mindstream.model.ModelException if a part has no label
     */
    List<StepResult> forwardBackward(List<Batch> parts);

    /** Moves the parameters along the gradients held, and forgets those. */
    Update apply(AdamWStep step);

    /** Forgets the gradients held. */
    void dropGradients();

    /** Runs the batch forwards only. */
    StepResult evaluate(Batch batch);

    /**
     * How many tokens each expert got in the training passes since the last call: {@code [layer of experts][expert]}, empty for a dense
     * model. Without the load balancing loss the last layer reads only the tokens before a label, and counts only those. Exact up to 16
     * million tokens an expert.
     */
    long[][] takeExpertLoads();

    /** Runs the batch forwards and returns all that it computed; large. */
    Activations activations(Batch batch);

    /**
     * Moves the running average of the parameters towards where they are now: {@code average += share * (parameters - average)}. The first
     * call makes the average, equal to the parameters.
     *
     * @param share of the parameters in the new average, 0..1
     */
    void average(double share);

    /** A copy of the running average, by Hugging Face names; of the parameters themselves while there is none. */
    Weights averaged();

    /** Replaces the running average. */
    void restoreAverage(WeightSource weights);

    /** Steps applied so far, as the optimiser counts them. */
    long steps();

    /** A copy of the parameters, by Hugging Face names. */
    Weights weights();

    /** A copy of the gradients held, by the same names. */
    Weights gradients();

    /**
     * A copy of the optimiser's state: {@code exp_avg.NAME} for each parameter, {@code exp_avg_sq.NAME} for each that AdamW moves, and
     * {@code step}, a scalar.
     * With {@link #weights()} it resumes bit for bit (32-bit floats count steps exactly up to 16 million).
     */
    Weights optimizerState();

    /**
     * Replaces the optimiser's state; see {@link #optimizerState()}. AdamW's state serves Muon too, but not the other way round.
     *
     * @throws io.mindstream.model.ModelException if a tensor is missing; names it
     */
    void restoreOptimizer(WeightSource state);

    @Override
    void close();
}
