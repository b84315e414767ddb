package io.mindstream.model.generate;

/**
 * What the model said.
 *
 * @param tokens ids, without the stop token
 * @param logProbabilities of each of {@code tokens} under the model at temperature 1, in nats; if the reply ended by a stop token, one
 *     more, the stop token's
 * @param reason why it ended
 */
public record Reply(int[] tokens, float[] logProbabilities, FinishReason reason) {}
