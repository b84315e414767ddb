package io.mindstream.model.generate;

/**
 * How tokens are chosen.
 *
 * @param maxTokens most tokens of a reply, the stop token not counted
 * @param temperature 0 for the likeliest token, 1 for the model's own distribution
 * @param topK how many of the likeliest tokens may be drawn; 0 for all
 * @param topP smallest set of the likeliest tokens with at least this probability may be drawn; 1 for all
 * @param seed of the random numbers; the same seed, prompt and place in the list give the same reply
 * @param tokensPerCall tokens of one native call: between two calls the listener hears of them and may cancel
 */
public record Sampling(int maxTokens, double temperature, int topK, double topP, long seed, int tokensPerCall) {
    public Sampling {
        require(maxTokens > 0, "max_tokens: " + maxTokens + " is not positive");
        require(temperature >= 0 && temperature <= 100, "temperature: " + temperature + " is not in 0..100");
        require(topK >= 0, "top_k: " + topK + " is negative");
        require(topP > 0 && topP <= 1, "top_p: " + topP + " is not in (0, 1]");
        require(tokensPerCall > 0, "tokens_per_call: " + tokensPerCall + " is not positive");
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
