package io.mindstream.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes {@code config.json} of Hugging Face transformers, both of version 4 ({@code rope_theta} and {@code rope_scaling}) and of
 * version 5 ({@code rope_parameters}); writes what both read.
 */
public final class ConfigJson {
    private static final String DENSE = "qwen3_vl";
    private static final String SPARSE = "qwen3_vl_moe";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigJson() {}

    /**
     * @throws ModelException that names file and field if one is missing, has another type, or asks for what is not built
     */
    public static Qwen3VlConfig read(Path file) {
        return JsonFile.read(file, ConfigJson::parse);
    }

    /** As {@link #read}, from the file's tree; messages name the field only. */
    public static Qwen3VlConfig parse(JsonNode root) {
        String type = root.path("model_type").asText("missing");
        Sizes.require(
                type.equals(DENSE) || type.equals(SPARSE),
                "model_type: " + type + " is not supported, only " + DENSE + " and " + SPARSE);
        JsonNode text = root.path("text_config");
        JsonNode vision = root.path("vision_config");
        only(text, "text_config.attention_bias", "attention_bias", "false");
        only(text, "text_config.hidden_act", "hidden_act", "silu");
        only(vision, "vision_config.hidden_act", "hidden_act", "gelu_pytorch_tanh");
        boolean tied = root.path("tie_word_embeddings")
                .asBoolean(text.path("tie_word_embeddings").asBoolean(false));
        JsonNode stops = text.path("eos_token_id");
        JsonNode pad = text.path("pad_token_id");
        return new Qwen3VlConfig(
                textConfig(text, type.equals(SPARSE) ? experts(text) : ExpertConfig.NONE),
                visionConfig(vision),
                tied,
                integer(root, "", "image_token_id"),
                integer(root, "", "video_token_id"),
                integer(root, "", "vision_start_token_id"),
                integer(root, "", "vision_end_token_id"),
                stops.isMissingNode() || stops.isNull()
                        ? List.of()
                        : stops.isArray() ? integers(text, "text_config.", "eos_token_id") : List.of(stops.asInt()),
                pad.isInt() ? pad.asInt() : 0);
    }

    private static ExpertConfig experts(JsonNode text) {
        String in = "text_config.";
        return new ExpertConfig(
                integer(text, in, text.has("num_local_experts") ? "num_local_experts" : "num_experts"),
                integer(text, in, "num_experts_per_tok"),
                integer(text, in, "moe_intermediate_size"),
                text.hasNonNull("decoder_sparse_step") ? integer(text, in, "decoder_sparse_step") : 1,
                text.hasNonNull("mlp_only_layers") ? integers(text, in, "mlp_only_layers") : List.of(),
                text.hasNonNull("router_aux_loss_coef") ? number(text, in, "router_aux_loss_coef") : 0.001,
                text.path("output_router_logits").asBoolean(false));
    }

    private static TextConfig textConfig(JsonNode text, ExpertConfig experts) {
        String in = "text_config.";
        int hidden = integer(text, in, "hidden_size");
        int heads = integer(text, in, "num_attention_heads");
        JsonNode rope = text.has("rope_parameters") ? text.get("rope_parameters") : text.path("rope_scaling");
        String ropeName = in + (text.has("rope_parameters") ? "rope_parameters." : "rope_scaling.");
        only(rope, ropeName + "rope_type", "rope_type", "default");
        only(rope, ropeName + "mrope_interleaved", "mrope_interleaved", "true");
        double theta = rope.has("rope_theta") ? number(rope, ropeName, "rope_theta") : number(text, in, "rope_theta");
        return new TextConfig(
                integer(text, in, "vocab_size"),
                hidden,
                integer(text, in, "intermediate_size"),
                integer(text, in, "num_hidden_layers"),
                heads,
                text.hasNonNull("num_key_value_heads") ? integer(text, in, "num_key_value_heads") : heads,
                text.hasNonNull("head_dim") ? integer(text, in, "head_dim") : hidden / heads,
                number(text, in, "rms_norm_eps"),
                theta,
                integers(rope, ropeName, "mrope_section"),
                integer(text, in, "max_position_embeddings"),
                experts);
    }

    private static VisionConfig visionConfig(JsonNode vision) {
        String in = "vision_config.";
        JsonNode theta = vision.path("rope_parameters").path("rope_theta");
        Sizes.require(
                theta.isMissingNode() || theta.asDouble() == 10_000,
                in + "rope_parameters.rope_theta: " + theta + " is not supported, only 10000");
        return new VisionConfig(
                integer(vision, in, "depth"),
                integer(vision, in, "hidden_size"),
                integer(vision, in, "intermediate_size"),
                integer(vision, in, "num_heads"),
                integer(vision, in, "in_channels"),
                integer(vision, in, "patch_size"),
                integer(vision, in, "spatial_merge_size"),
                integer(vision, in, "temporal_patch_size"),
                integer(vision, in, "out_hidden_size"),
                integer(vision, in, "num_position_embeddings"),
                integers(vision, in, "deepstack_visual_indexes"));
    }

    private static void only(JsonNode node, String field, String name, String supported) {
        JsonNode value = node.path(name);
        Sizes.require(
                value.isMissingNode() || value.isNull() || value.asText().equals(supported),
                field + ": " + value + " is not supported, only " + supported);
    }

    private static int integer(JsonNode node, String prefix, String name) {
        JsonNode value = node.path(name);
        Sizes.require(
                value.canConvertToInt() && value.isIntegralNumber(),
                prefix + name + ": " + shown(value, "a whole number"));
        return value.asInt();
    }

    private static double number(JsonNode node, String prefix, String name) {
        JsonNode value = node.path(name);
        Sizes.require(value.isNumber(), prefix + name + ": " + shown(value, "a number"));
        return value.asDouble();
    }

    private static List<Integer> integers(JsonNode node, String prefix, String name) {
        JsonNode value = node.path(name);
        Sizes.require(value.isArray(), prefix + name + ": " + shown(value, "a list of whole numbers"));
        List<Integer> list = new ArrayList<>();
        for (JsonNode item : value) {
            Sizes.require(item.isIntegralNumber(), prefix + name + ": " + shown(value, "a list of whole numbers"));
            list.add(item.asInt());
        }
        return list;
    }

    private static String shown(JsonNode value, String wanted) {
        return value.isMissingNode() ? "missing" : value + " is not " + wanted;
    }

    /** The configuration as transformers writes it, with the rotary settings under both versions' names. */
    public static String write(Qwen3VlConfig config, ElementType type) {
        ObjectNode root = JSON.createObjectNode();
        boolean sparse = config.text().experts().count() > 0;
        String name = sparse ? SPARSE : DENSE;
        root.putArray("architectures")
                .add(sparse ? "Qwen3VLMoeForConditionalGeneration" : "Qwen3VLForConditionalGeneration");
        root.put("model_type", name);
        root.put("dtype", type.torchName());
        root.put("image_token_id", config.imageToken());
        root.put("video_token_id", config.videoToken());
        root.put("vision_start_token_id", config.visionStartToken());
        root.put("vision_end_token_id", config.visionEndToken());
        root.put("tie_word_embeddings", config.tiedHead());
        writeText(root.putObject("text_config").put("model_type", name + "_text"), config);
        if (sparse) {
            writeExperts((ObjectNode) root.get("text_config"), config.text().experts());
        }
        writeVision(root.putObject("vision_config").put("model_type", name + "_vision"), config.vision());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new ModelException("config.json: " + e.getMessage(), e);
        }
    }

    private static void writeText(ObjectNode node, Qwen3VlConfig config) {
        TextConfig text = config.text();
        node.put("vocab_size", text.vocabSize())
                .put("hidden_size", text.hiddenSize())
                .put("intermediate_size", text.intermediateSize())
                .put("num_hidden_layers", text.layers())
                .put("num_attention_heads", text.heads())
                .put("num_key_value_heads", text.keyValueHeads())
                .put("head_dim", text.headDim())
                .put("hidden_act", "silu")
                .put("attention_bias", false)
                .put("attention_dropout", 0.0)
                .put("initializer_range", 0.02)
                .put("rms_norm_eps", text.normEpsilon())
                .put("max_position_embeddings", text.maxPositions())
                .put("tie_word_embeddings", config.tiedHead())
                .put("use_cache", true)
                .put("pad_token_id", config.padToken());
        if (config.stopTokens().size() == 1) {
            node.put("eos_token_id", config.stopTokens().get(0));
        } else if (!config.stopTokens().isEmpty()) {
            config.stopTokens().forEach(node.withArray("eos_token_id")::add);
        }
        node.put("rope_theta", text.ropeTheta());
        for (String name : List.of("rope_parameters", "rope_scaling")) {
            ObjectNode rope = node.putObject(name);
            rope.put("rope_type", "default").put("mrope_interleaved", true);
            text.mropeSection().forEach(rope.withArray("mrope_section")::add);
            if (name.equals("rope_parameters")) {
                rope.put("rope_theta", text.ropeTheta());
            }
        }
    }

    private static void writeExperts(ObjectNode node, ExpertConfig experts) {
        node.put("num_experts", experts.count())
                .put("num_local_experts", experts.count())
                .put("num_experts_per_tok", experts.perToken())
                .put("moe_intermediate_size", experts.intermediateSize())
                .put("decoder_sparse_step", experts.sparseStep())
                .put("norm_topk_prob", true)
                .put("router_aux_loss_coef", experts.balanceCoefficient())
                .put("output_router_logits", experts.balanced());
        node.putArray("mlp_only_layers");
        experts.denseLayers().forEach(node.withArray("mlp_only_layers")::add);
    }

    private static void writeVision(ObjectNode node, VisionConfig vision) {
        node.put("depth", vision.depth())
                .put("hidden_size", vision.hiddenSize())
                .put("intermediate_size", vision.intermediateSize())
                .put("num_heads", vision.heads())
                .put("in_channels", vision.channels())
                .put("patch_size", vision.patchSize())
                .put("spatial_merge_size", vision.mergeSize())
                .put("temporal_patch_size", vision.temporalPatchSize())
                .put("out_hidden_size", vision.outHiddenSize())
                .put("num_position_embeddings", vision.positions())
                .put("hidden_act", "gelu_pytorch_tanh")
                .put("initializer_range", 0.02);
        node.putArray("deepstack_visual_indexes");
        vision.deepstackLayers().forEach(node.withArray("deepstack_visual_indexes")::add);
    }

    /**
     * The text of a {@code config.json} with another dtype and everything else as it is: in the style that the file has, {@code dtype} or
     * {@code torch_dtype}, also where text and vision state their own.
     */
    public static String withType(Path file, ElementType type) {
        return JsonFile.read(file, root -> withType(root, type));
    }

    private static String withType(JsonNode root, ElementType type) {
        if (root instanceof ObjectNode object) {
            boolean stated = false;
            for (JsonNode part : List.of(object, object.path("text_config"), object.path("vision_config"))) {
                for (String name : List.of("dtype", "torch_dtype")) {
                    if (part.has(name)) {
                        ((ObjectNode) part).put(name, type.torchName());
                        stated = true;
                    }
                }
            }
            if (!stated) {
                object.put("dtype", type.torchName());
            }
        }
        return root.toPrettyString() + "\n";
    }
}
