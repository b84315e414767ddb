package io.mindstream.serve.chat;

/**
 * How the next token is chosen.
 *
 * @param temperature 0 for the likeliest token, up to 2
 * @param topK how many of the likeliest tokens are sampled from; 0 for all
 * @param topP share of the probability that is sampled from, above 0 and at most 1
 * @param repetitionPenalty what takes from the likelihood of tokens that were there, in prompt or reply; 1 for nothing
 * @param seed of the random numbers; the same seed, prompt and checkpoint give the same reply
 */
public record Sampling(double temperature, int topK, double topP, double repetitionPenalty, long seed) {
    /** The likeliest token each time. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 1, 0);
}
