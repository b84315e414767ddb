package io.mindstream.model.generate;

/**
 * What the model said.
 *
 * @param tokens ids, without the stop token
 * @param logProbabilities of each of {@code tokens} under the model itself, in nats: at temperature 1, with no penalty, of all tokens, whatever
 *     the sampling was; what {@link io.mindstream.model.program.ModelProgram#evaluate} gives for the same tokens, with the other sign. If
 *     the reply ended by a stop token, one more, the stop token's. They are those of the distribution that tokens were drawn from only
 *     where temperature is 1 and nothing else is asked for.
 * @param reason why it ended
 */
public record Reply(int[] tokens, float[] logProbabilities, FinishReason reason) {}
