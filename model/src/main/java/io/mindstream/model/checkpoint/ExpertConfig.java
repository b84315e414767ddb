package io.mindstream.model.checkpoint;

import java.util.List;

/**
 * The mixture of experts among the text decoder's feed-forward layers, named as in Hugging Face's {@code text_config} of
 * {@code qwen3_vl_moe}. The shares of a token's experts always sum to 1, as in transformers, which does not look at
 * {@code norm_topk_prob}.
 *
 * @param count {@code num_experts}, or {@code num_local_experts} as newer files have it; 0 for a dense model
 * @param perToken {@code num_experts_per_tok}: experts that each token goes through
 * @param intermediateSize {@code moe_intermediate_size}: width of each expert
 * @param sparseStep {@code decoder_sparse_step}: every so manieth layer has experts, counted from 1
 * @param denseLayers {@code mlp_only_layers}: layers that have none all the same, counted from 0
 * @param balanceCoefficient {@code router_aux_loss_coef}
 * @param balanced {@code output_router_logits}: whether training adds the load balancing loss, times its coefficient
 */
public record ExpertConfig(
        int count,
        int perToken,
        int intermediateSize,
        int sparseStep,
        List<Integer> denseLayers,
        double balanceCoefficient,
        boolean balanced) {
    /** No experts. */
    public static final ExpertConfig NONE = new ExpertConfig(0, 0, 0, 1, List.of(), 0, false);

    public ExpertConfig {
        denseLayers = List.copyOf(denseLayers);
        if (count != 0) {
            Sizes.positive("text_config.num_experts", count);
            Sizes.positive("text_config.num_experts_per_tok", perToken);
            Sizes.positive("text_config.moe_intermediate_size", intermediateSize);
            Sizes.positive("text_config.decoder_sparse_step", sparseStep);
            Sizes.require(
                    perToken <= count,
                    "text_config.num_experts_per_tok: " + perToken + " is more than the " + count + " experts");
            Sizes.require(
                    balanceCoefficient >= 0,
                    "text_config.router_aux_loss_coef: " + balanceCoefficient + " is negative");
        }
    }

    /** Whether a layer, counted from 0, has experts. */
    public boolean in(int layer) {
        return count > 0 && !denseLayers.contains(layer) && (layer + 1) % sparseStep == 0;
    }

    /** What the load balancing loss counts in training. */
    public double balanceWeight() {
        return balanced ? balanceCoefficient : 0;
    }

    /** These experts with or without the load balancing loss. */
    public ExpertConfig balanced(boolean with) {
        return new ExpertConfig(count, perToken, intermediateSize, sparseStep, denseLayers, balanceCoefficient, with);
    }
}
