package io.mindstream.serve.chat;

/**
 * How the next token is chosen.
 *
 * @param temperature 0 for the likeliest token, up to 2
 * @param topP share of the probability that is sampled from, above 0 and at most 1
 * @param seed of the random numbers; the same seed, prompt and checkpoint give the same reply
 */
public record Sampling(double temperature, double topP, long seed) {
    /** The likeliest token each time. */
    public static final Sampling GREEDY = new Sampling(0, 1, 0);
}
