package io.mindstream.model.program;

/**
 * What an optimiser step did.
 *
 * @param gradientNorm 2-norm of all gradients before clipping; NaN or infinite if they were
 * @param applied false if the norm was not finite: then no parameter and no moment moved and the gradients were dropped
 */
public record Update(double gradientNorm, boolean applied) {}
