package io.mindstream.model.program;

/**
 * What a pass over a batch found at its labels, in the order of {@link Batch#labelExample(int)}.
 *
 * @param loss mean negative log-likelihood of the labels, in nats
 * @param losses negative log-likelihood of each label
 * @param correct whether each label is the likeliest token
 */
public record StepResult(double loss, float[] losses, boolean[] correct) {}
