package io.mindstream.config;

import java.util.List;

/**
 * An adapter that trains beside a model which stays as it is (Hu et al. 2021). It trains with AdamW whatever the optimiser of whole models is,
 * in one pass on all native threads, and a pass keeps each layer's input only.
 *
 * @param rank 0 to train the whole model
 * @param alpha what the adapter adds is multiplied by alpha / rank
 * @param dropout chance of each input of the adapter to be left out of a training pass
 * @param targets modules that have an adapter, or ends of their names: q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj of the
 *     text, qkv, attn.proj, linear_fc1, linear_fc2 of vision tower and mergers. None for all of the text's, of attention alone where there
 *     are experts
 */
public record LoraSettings(int rank, double alpha, double dropout, List<String> targets) {
    public LoraSettings {
        Check.that(rank >= 0, "trainer.lora.rank", rank + " is less than 0");
        Check.that(alpha > 0 && Double.isFinite(alpha), "trainer.lora.alpha", alpha + " is not above 0");
        Check.that(dropout >= 0 && dropout < 1, "trainer.lora.dropout", dropout + " is not at least 0 and below 1");
        Check.that(targets != null, "trainer.lora.targets", "a list is expected");
        targets.forEach(target -> Check.that(
                target != null && !target.isBlank(), "trainer.lora.targets", "'" + target + "' is no module's name"));
        targets = List.copyOf(targets);
    }

    /** Whether an adapter trains, and not the whole model. */
    public boolean on() {
        return rank > 0;
    }
}
