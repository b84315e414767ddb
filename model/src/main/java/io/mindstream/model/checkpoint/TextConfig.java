package io.mindstream.model.checkpoint;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The text decoder's sizes, named as in Hugging Face's {@code text_config}.
 *
 * @param vocabSize rows of the embedding table
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the SwiGLU feed-forward layer, where it is dense
 * @param layers number of decoder layers
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; divides {@code heads} (grouped-query attention)
 * @param headDim width of one head; even
 * @param normEpsilon epsilon of the RMS norms
 * @param ropeTheta base of the rotary frequencies
 * @param mropeSection how many rotary frequencies belong to time, height and width, of {@code headDim / 2}; they take turns, and what
 *     height and width leave is time's
 * @param maxPositions longest sequence the configuration promises
 * @param experts the layers of experts, {@link ExpertConfig#NONE} for a dense model
 */
public record TextConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        double normEpsilon,
        double ropeTheta,
        List<Integer> mropeSection,
        int maxPositions,
        ExpertConfig experts) {
    /** A dense decoder. */
    public TextConfig(
            int vocabSize,
            int hiddenSize,
            int intermediateSize,
            int layers,
            int heads,
            int keyValueHeads,
            int headDim,
            double normEpsilon,
            double ropeTheta,
            List<Integer> mropeSection,
            int maxPositions) {
        this(
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                headDim,
                normEpsilon,
                ropeTheta,
                mropeSection,
                maxPositions,
                ExpertConfig.NONE);
    }

    public TextConfig {
        mropeSection = List.copyOf(mropeSection);
        Sizes.positive("text_config.vocab_size", vocabSize);
        Sizes.positive("text_config.hidden_size", hiddenSize);
        Sizes.positive("text_config.intermediate_size", intermediateSize);
        Sizes.positive("text_config.num_hidden_layers", layers);
        Sizes.positive("text_config.num_attention_heads", heads);
        Sizes.positive("text_config.num_key_value_heads", keyValueHeads);
        Sizes.positive("text_config.head_dim", headDim);
        Sizes.positive("text_config.max_position_embeddings", maxPositions);
        Sizes.require(
                heads % keyValueHeads == 0,
                "text_config.num_key_value_heads: " + keyValueHeads + " does not divide num_attention_heads " + heads);
        Sizes.require(headDim % 2 == 0, "text_config.head_dim: " + headDim + " is odd");
        Sizes.require(
                mropeSection.size() == 3 && mropeSection.stream().allMatch(share -> share >= 0),
                "text_config.rope_parameters.mrope_section: " + mropeSection + " is not three numbers from 0");
        Sizes.require(ropeTheta > 0, "text_config.rope_parameters.rope_theta: " + ropeTheta + " is not positive");
        Sizes.require(normEpsilon > 0, "text_config.rms_norm_eps: " + normEpsilon + " is not positive");
    }

    /** This decoder with other experts. */
    public TextConfig withExperts(ExpertConfig others) {
        return new TextConfig(
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                headDim,
                normEpsilon,
                ropeTheta,
                mropeSection,
                maxPositions,
                others);
    }

    /** Layers of experts. */
    public int expertLayers() {
        return (int) IntStream.range(0, layers).filter(experts::in).count();
    }
}
