package io.mindstream.model.lora;

import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What an adapter is (Hu et al. 2021, "LoRA: low-rank adaptation of large language models"): each targeted matrix W becomes
 * {@code W + scale * B A}, A with as many rows as the rank, B with as many columns.
 *
 * @param rank PEFT's {@code r}
 * @param alpha PEFT's {@code lora_alpha}
 * @param dropout PEFT's {@code lora_dropout}: of interest to whoever trains the adapter, and to nobody else
 * @param targets names of modules or their ends, as in PEFT: {@code q_proj} is every module of that name, and
 *     {@code layers.0.self_attn.q_proj} one of them
 */
public record LoraConfig(int rank, double alpha, double dropout, List<String> targets) {
    /** All matrices of a text layer. */
    public static final List<String> TEXT_LAYER =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    /** Those of attention, which layers of experts have too. */
    private static final List<String> ATTENTION = TEXT_LAYER.subList(0, 4);

    public LoraConfig {
        require(rank > 0, "r: " + rank + " is not positive");
        require(alpha > 0 && Double.isFinite(alpha), "lora_alpha: " + alpha + " is not positive");
        require(dropout >= 0 && dropout < 1, "lora_dropout: " + dropout + " is not at least 0 and below 1");
        require(!targets.isEmpty(), "target_modules: empty");
        targets = List.copyOf(new LinkedHashSet<>(targets));
    }

    /** An adapter without dropout. */
    public LoraConfig(int rank, double alpha, List<String> targets) {
        this(rank, alpha, 0, targets);
    }

    /** What is targeted where nobody says: all matrices of text layers that can have an adapter, none beside experts but attention's. */
    public static List<String> projections(Qwen3VlConfig model) {
        return model.text().expertLayers() > 0 ? ATTENTION : TEXT_LAYER;
    }

    /** What the product of B and A is multiplied by. */
    public double scale() {
        return alpha / rank;
    }

    /** PEFT's rule: whether a target is this module's whole name, or its end after a dot. */
    static boolean matches(String target, String module) {
        return module.equals(target) || module.endsWith("." + target);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new ModelException(message);
        }
    }
}
