package io.mindstream.model.lora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads and writes PEFT's {@code adapter_config.json}. A setting that would change what is computed, and is not built, is an error. */
final class AdapterJson {
    /** Only as PEFT leaves them: each would make another function of the same tensors, or stand for tensors that are not there. */
    private static final List<String> UNSET = List.of(
            "use_dora",
            "use_rslora",
            "use_qalora",
            "use_bdlora",
            "fan_in_fan_out",
            "lora_bias",
            "modules_to_save",
            "exclude_modules",
            "layers_to_transform",
            "rank_pattern",
            "alpha_pattern",
            "target_parameters",
            "layer_replication",
            "trainable_token_indices",
            "alora_invocation_tokens",
            "arrow_config",
            "kasa_config",
            "velora_config",
            "monteclora_config",
            "megatron_config");
    /** Ways to begin that leave the base as it is; others take something out of it. */
    private static final Set<String> BEGINNINGS = Set.of("true", "false", "gaussian", "orthogonal", "eva");

    static final String BASE = "base_model_name_or_path";

    private static final ObjectMapper JSON = new ObjectMapper();

    private AdapterJson() {}

    /** Name or directory of the model that this is an adapter of. */
    static String base(Path file) {
        return JsonFile.read(file, root -> {
            JsonNode base = root.path(BASE);
            require(
                    base.isTextual() && !base.asText().isBlank(),
                    BASE + ": " + (base.isNull() ? "null" : shown(base, "a text")));
            return base.asText();
        });
    }

    static LoraConfig read(Path file) {
        return JsonFile.read(file, AdapterJson::parse);
    }

    private static LoraConfig parse(JsonNode root) {
        String type = root.path("peft_type").asText("missing");
        require(type.equals("LORA"), "peft_type: " + type + " is not supported, only LORA");
        for (String field : UNSET) {
            require(isUnset(root.path(field)), field + ": " + root.path(field) + " is not supported");
        }
        String bias = root.path("bias").asText("none");
        require(bias.equals("none"), "bias: " + bias + " is not supported, only none");
        JsonNode begun = root.path("init_lora_weights");
        require(
                begun.isMissingNode() || begun.isNull() || BEGINNINGS.contains(begun.asText()),
                "init_lora_weights: " + begun + " is not supported: the adapter is of another base than the one given");
        JsonNode rank = root.path("r");
        require(rank.isIntegralNumber() && rank.canConvertToInt(), "r: " + shown(rank, "a whole number"));
        JsonNode alpha = root.path("lora_alpha");
        require(alpha.isNumber(), "lora_alpha: " + shown(alpha, "a number"));
        JsonNode dropout = root.path("lora_dropout");
        require(dropout.isMissingNode() || dropout.isNumber(), "lora_dropout: " + shown(dropout, "a number"));
        return new LoraConfig(
                rank.asInt(), alpha.asDouble(), dropout.asDouble(0), targets(root.path("target_modules")));
    }

    private static List<String> targets(JsonNode node) {
        // PEFT takes a text too, as a regular expression or for all linear layers; its own files have a list in its
        // place
        String problem = "target_modules: " + shown(node, "a list of names");
        require(node.isArray(), problem);
        List<String> targets = new ArrayList<>();
        for (JsonNode target : node) {
            require(target.isTextual(), problem);
            targets.add(target.asText());
        }
        return targets;
    }

    private static boolean isUnset(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isBoolean() && !value.asBoolean()
                || value.isContainerNode() && value.isEmpty();
    }

    private static String shown(JsonNode value, String wanted) {
        return value.isMissingNode() ? "missing" : value + " is not " + wanted;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new ModelException(message);
        }
    }

    static String write(LoraConfig config, String base) {
        ObjectNode root = JSON.createObjectNode();
        root.put("peft_type", "LORA").put("task_type", "CAUSAL_LM").put(BASE, base);
        root.put("r", config.rank());
        // a whole number where it is one, as PEFT declares it
        if (config.alpha() == Math.rint(config.alpha())) {
            root.put("lora_alpha", (long) config.alpha());
        } else {
            root.put("lora_alpha", config.alpha());
        }
        root.put("lora_dropout", config.dropout()).put("bias", "none").put("fan_in_fan_out", false);
        root.put("use_rslora", false).put("use_dora", false).put("init_lora_weights", true);
        root.put("inference_mode", true).putNull("modules_to_save");
        root.putObject("rank_pattern");
        root.putObject("alpha_pattern");
        config.targets().forEach(root.withArray("target_modules")::add);
        return root.toPrettyString() + "\n";
    }
}
