package io.mindstream.model.generate;

/**
 * How tokens are chosen. What is asked for is done in transformers' order: the penalty, then the temperature, then the likeliest
 * {@code topK}, then the nucleus of those.
 *
 * @param maxTokens most tokens of a reply, the stop token not counted
 * @param temperature 0 for the likeliest token, 1 for the model's own distribution
 * @param topK how many of the likeliest tokens may be drawn; 0 for all
 * @param topP smallest set of the likeliest tokens with at least this probability may be drawn; 1 for all
 * @param repetitionPenalty what the logits of all ids of prompt and reply so far are divided by where they are positive, and multiplied
 *     with where they are negative; 1 for none. Costs a pass over the vocabulary a token, and a byte a row and id.
 * @param seed of the random numbers. Each prompt has its own numbers: the i-th is drawn with {@code seed + i}, and says what it says alone
 *     with that seed, whatever else is asked with it, as far as rounding goes (a batch is computed in another order).
 * @param tokensPerCall tokens of one native call: between two calls the listener hears of them and may cancel
 * @see <a href="https://arxiv.org/abs/1909.05858">Keskar et al. 2019</a>, section 4.1, for the penalty
 */
public record Sampling(
        int maxTokens,
        double temperature,
        int topK,
        double topP,
        double repetitionPenalty,
        long seed,
        int tokensPerCall) {
    public Sampling {
        require(maxTokens > 0, "max_tokens: " + maxTokens + " is not positive");
        require(temperature >= 0 && temperature <= 100, "temperature: " + temperature + " is not in 0..100");
        require(topK >= 0, "top_k: " + topK + " is negative");
        require(topP > 0 && topP <= 1, "top_p: " + topP + " is not in (0, 1]");
        require(
                repetitionPenalty > 0 && repetitionPenalty <= 100,
                "repetition_penalty: " + repetitionPenalty + " is not in (0, 100]");
        require(tokensPerCall > 0, "tokens_per_call: " + tokensPerCall + " is not positive");
    }

    /** Without a repetition penalty. */
    public Sampling(int maxTokens, double temperature, int topK, double topP, long seed, int tokensPerCall) {
        this(maxTokens, temperature, topK, topP, 1, seed, tokensPerCall);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The likeliest token each time, eight tokens a call. */
    public static Sampling greedy(int maxTokens) {
        return new Sampling(maxTokens, 0, 0, 1, 0, 8);
    }
}
