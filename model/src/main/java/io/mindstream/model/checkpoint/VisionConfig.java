package io.mindstream.model.checkpoint;

import java.util.List;

/**
 * The vision tower's sizes, named as in Hugging Face's {@code vision_config}.
 *
 * @param depth number of blocks
 * @param hiddenSize width of a patch
 * @param intermediateSize width of the feed-forward layer
 * @param heads attention heads; {@code hiddenSize / heads} is a multiple of 4, for the two halves of the rotary embedding
 * @param channels colour channels
 * @param patchSize side of a patch in pixels
 * @param mergeSize side of the square of patches that becomes one token
 * @param temporalPatchSize frames in a patch; a still image is repeated
 * @param outHiddenSize width of a merged token, equal to the text's hidden size
 * @param positions rows of the learned position table, a square number
 * @param deepstackLayers after which blocks features are taken out, each with the merger of its place in this list; those of the
 *     i-th lowest block are added after text layer i, those for which there is no text layer nowhere
 */
public record VisionConfig(
        int depth,
        int hiddenSize,
        int intermediateSize,
        int heads,
        int channels,
        int patchSize,
        int mergeSize,
        int temporalPatchSize,
        int outHiddenSize,
        int positions,
        List<Integer> deepstackLayers) {
    public VisionConfig {
        deepstackLayers = List.copyOf(deepstackLayers);
        Sizes.positive("vision_config.depth", depth);
        Sizes.positive("vision_config.hidden_size", hiddenSize);
        Sizes.positive("vision_config.intermediate_size", intermediateSize);
        Sizes.positive("vision_config.num_heads", heads);
        Sizes.positive("vision_config.in_channels", channels);
        Sizes.positive("vision_config.patch_size", patchSize);
        Sizes.positive("vision_config.spatial_merge_size", mergeSize);
        Sizes.positive("vision_config.temporal_patch_size", temporalPatchSize);
        Sizes.positive("vision_config.out_hidden_size", outHiddenSize);
        Sizes.positive("vision_config.num_position_embeddings", positions);
        Sizes.require(
                hiddenSize % heads == 0 && hiddenSize / heads % 4 == 0,
                "vision_config.num_heads: " + heads + " heads of hidden_size " + hiddenSize
                        + " are not a multiple of 4 wide");
        int side = (int) Math.round(Math.sqrt(positions));
        Sizes.require(
                side * side == positions,
                "vision_config.num_position_embeddings: " + positions + " is no square number");
        int last = depth;
        Sizes.require(
                deepstackLayers.stream().allMatch(layer -> layer >= 0 && layer < last)
                        && deepstackLayers.stream().distinct().count() == deepstackLayers.size(),
                "vision_config.deepstack_visual_indexes: " + deepstackLayers + " are not different numbers of the "
                        + depth + " blocks");
    }

    /** Numbers in one patch: channels x frames x height x width. */
    public int patchValues() {
        return channels * temporalPatchSize * patchSize * patchSize;
    }

    /** Width of a merged square of patches before it is projected. */
    public int mergedSize() {
        return hiddenSize * mergeSize * mergeSize;
    }

    /** Side of the learned position table. */
    public int positionSide() {
        return (int) Math.round(Math.sqrt(positions));
    }
}
