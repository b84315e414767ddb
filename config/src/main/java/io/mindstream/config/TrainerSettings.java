package io.mindstream.config;

import java.util.List;

/**
 * @param batch samples in one step
 * @param optimizer of the whole model, muon (Muon for the hidden matrices, AdamW for the rest) or adamw; a training that began with muon does not go on with adamw
 * @param learningRate highest rate of the schedule
 * @param warmup steps of linear rise to it
 * @param horizon steps after which the rate has fallen to 1/sqrt(2) of the highest
 * @param visionShare learning rate of the vision tower as a part of the text's
 * @param visionDelay steps in which the vision tower stays as it is; over as many more its rate rises. 0 for a tower that has been trained
 * @param beta2 decay of AdamW's mean square
 * @param weightDecay on matrices only
 * @param clipNorm largest norm of the whole gradient
 * @param lengthNormalisation of the loss: a reply of n tokens counts n^(1 - lengthNormalisation) times. 0 gives each token the same
 *     weight, 1 each reply, 0.5 is the square averaging of InternVL 2.5 (arXiv 2412.05271, section 3.3)
 * @param average how far back the published weights look: their average spans about this share of all steps so far; 0 publishes the
 *     newest weights
 * @param maxTokens of one sample; longer ones are rejected
 * @param precision auto (bf16 where the processor has it), bf16 or fp32
 * @param threads parts of a batch that are computed side by side, on one native thread each; of an adapter, native threads of its one pass
 * @param microBatches parts of a batch that each thread computes one after the other before a step is taken: the gradient stays that of the
 *     whole batch, the memory becomes that of one part
 * @param recompute none (a pass keeps all that its gradient needs) or layer (it keeps each layer's input and runs the layer again on its way
 *     backwards: less memory, about a third more time); an adapter's is always by layer
 * @param lora an adapter that trains instead of the model; none by default
 * @param frozen parts of the model that stay as they are, out of vision, merger and text; merger is all that lies between the tower and
 *     the text, deepstack's with it. They take no gradients and no moments. A training that began with a part frozen does not go on
 *     without
 * @param prefetch batches collated ahead of the step
 * @param checkpointEvery seconds between checkpoints
 * @param keepCheckpoints newest checkpoints that stay
 * @param seed of the initial weights
 */
public record TrainerSettings(
        int batch,
        String optimizer,
        double learningRate,
        int warmup,
        int horizon,
        double visionShare,
        int visionDelay,
        double beta2,
        double weightDecay,
        double clipNorm,
        double lengthNormalisation,
        double average,
        int maxTokens,
        String precision,
        int threads,
        int microBatches,
        String recompute,
        LoraSettings lora,
        List<String> frozen,
        int prefetch,
        int checkpointEvery,
        int keepCheckpoints,
        long seed) {
    private static final List<String> PARTS = List.of("vision", "merger", "text");

    public TrainerSettings {
        Check.that(batch >= 1, "trainer.batch", batch + " is less than 1");
        Check.that(
                optimizer != null && optimizer.matches("muon|adamw"),
                "trainer.optimizer",
                "'" + optimizer + "' is none of muon, adamw");
        Check.that(learningRate > 0, "trainer.learningRate", learningRate + " is not above 0");
        Check.that(warmup >= 0, "trainer.warmup", warmup + " is less than 0");
        Check.that(horizon >= 1, "trainer.horizon", horizon + " is less than 1");
        Check.that(visionShare > 0, "trainer.visionShare", visionShare + " is not above 0");
        Check.that(visionDelay >= 0, "trainer.visionDelay", visionDelay + " is less than 0");
        Check.that(beta2 >= 0 && beta2 < 1, "trainer.beta2", beta2 + " is not in 0..1");
        Check.that(weightDecay >= 0, "trainer.weightDecay", weightDecay + " is less than 0");
        Check.that(clipNorm > 0, "trainer.clipNorm", clipNorm + " is not above 0");
        Check.that(
                lengthNormalisation >= 0 && lengthNormalisation <= 1,
                "trainer.lengthNormalisation",
                lengthNormalisation + " is not in 0..1");
        Check.that(average >= 0 && average <= 0.5, "trainer.average", average + " is not in 0..0.5");
        Check.that(maxTokens >= 16, "trainer.maxTokens", maxTokens + " is less than 16");
        Check.that(
                precision != null && precision.matches("auto|bf16|fp32"),
                "trainer.precision",
                "'" + precision + "' is none of auto, bf16, fp32");
        Check.that(threads >= 1, "trainer.threads", threads + " is less than 1");
        Check.that(microBatches >= 1, "trainer.microBatches", microBatches + " is less than 1");
        Check.that(
                recompute != null && recompute.matches("none|layer"),
                "trainer.recompute",
                "'" + recompute + "' is none of none, layer");
        Check.that(lora != null, "trainer.lora", "a map is expected");
        Check.that(frozen != null, "trainer.frozen", "a list is expected");
        frozen.forEach(part -> Check.that(
                part != null && PARTS.contains(part),
                "trainer.frozen",
                "'" + part + "' is none of " + String.join(", ", PARTS)));
        Check.that(!frozen.containsAll(PARTS), "trainer.frozen", "all parts: nothing is left to train");
        Check.that(
                frozen.isEmpty() || !lora.on(),
                "trainer.frozen",
                frozen
                        + ": with trainer.lora.rank above 0 all of the model is frozen, and trainer.lora.targets says what has an adapter");
        frozen = List.copyOf(frozen);
        Check.that(prefetch >= 1, "trainer.prefetch", prefetch + " is less than 1");
        Check.that(checkpointEvery >= 1, "trainer.checkpointEvery", checkpointEvery + " s is less than 1");
        Check.that(keepCheckpoints >= 1, "trainer.keepCheckpoints", keepCheckpoints + " is less than 1");
    }

    /** Parts that a batch is cut into: so many a thread, or so many in all where the threads share in one pass. */
    public int parts() {
        return lora.on() ? microBatches : threads * microBatches;
    }
}
