package io.mindstream.model.program;

import io.mindstream.model.checkpoint.ModelPart;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.engine.Precision;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How a model trains.
 *
 * @param precision what the arithmetic is done in
 * @param threads native threads of a call; 0 for one a core
 * @param workers parts of a batch that run at the same time, each on {@code threads} native threads and with gradients of its own. Small
 *     models are much faster this way than with as many native threads: their operations are so short that threads which share one
 *     mostly wait for each other
 * @param optimizer what {@link ModelProgram#apply} does
 * @param recompute what a pass keeps of its way forwards
 * @param frozen parts that stay as they are: they have no gradients and no moments
 */
public record TrainingOptions(
        Precision precision,
        int threads,
        int workers,
        Optimizer optimizer,
        Recompute recompute,
        Set<ModelPart> frozen) {
    public TrainingOptions {
        if (frozen.containsAll(EnumSet.allOf(ModelPart.class))) {
            throw new IllegalArgumentException("frozen: all parts: nothing is left to train");
        }
        frozen = Set.copyOf(frozen);
    }

    /** AdamW moves all parameters, one pass at a time, and a pass keeps all that its gradient needs. */
    public static TrainingOptions plain(Precision precision, int threads) {
        return new TrainingOptions(precision, threads, 1, Optimizer.ADAMW, Recompute.NONE, Set.of());
    }

    /** The same with so many workers. */
    public TrainingOptions withWorkers(int others) {
        return new TrainingOptions(precision, threads, others, optimizer, recompute, frozen);
    }

    /** The same with another optimiser. */
    public TrainingOptions withOptimizer(Optimizer other) {
        return new TrainingOptions(precision, threads, workers, other, recompute, frozen);
    }

    /** The same, keeping something else. */
    public TrainingOptions withRecompute(Recompute other) {
        return new TrainingOptions(precision, threads, workers, optimizer, other, frozen);
    }

    /** The same with other parts frozen. */
    public TrainingOptions withFrozen(Set<ModelPart> others) {
        return new TrainingOptions(precision, threads, workers, optimizer, recompute, others);
    }

    /** Which of a model's parameters are trained. */
    Predicate<String> trained(ParameterLayout layout) {
        return name -> !frozen.contains(layout.part(name));
    }
}
