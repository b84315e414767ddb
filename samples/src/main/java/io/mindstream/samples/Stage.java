package io.mindstream.samples;

/** Which part of the curriculum a sample may serve (MindGPT-4ov, section on collaborative curriculum SFT and hybrid RL). */
public enum Stage {
    /** Cross-domain knowledge learning: the model meets the domain's pictures and facts. */
    KNOWLEDGE,
    /** Capability restoration: general samples that keep what the model could do before. */
    RESTORATION,
    /** Preference alignment: pairs of a better and a worse reply. */
    PREFERENCE,
    /** Reinforcement learning on verifiable answers. */
    RL
}
