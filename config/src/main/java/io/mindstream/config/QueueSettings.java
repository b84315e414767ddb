package io.mindstream.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The curriculum queue.
 *
 * @param lowWater samples waiting below which more are asked for; raised by itself when the trainer is faster than
 *     {@code coverSeconds} of it
 * @param highWater most samples that wait or are on their way
 * @param coverSeconds of training that the queue should hold in stock
 * @param demandTtl milliseconds that a demand holds without being renewed; it is renewed every second
 * @param buckets of difficulty, 1..16
 * @param restorationShare of supervised training that goes to samples of stage restoration, 0..1
 * @param labelWeights shares of labels in training and in demand, 1 where nothing is said
 * @param initialDifficulty error rate to expect by label before anything was trained; 0.5 where nothing is said
 * @param partialLeaseAfter milliseconds after which a lease is handed out with fewer samples than asked for
 * @param ownerTimeout milliseconds of silence after which another run may take the queue over inside one process
 * @param retainedCheckpoints how many of the newest checkpoints the trainer can go back to; their samples are kept on disk
 * @param rememberedIds how many of the newest sample ids are known as seen
 * @param sync whether every write waits for the disk; without it, writes survive the death of the process but not the loss of power
 * @param cacheMegabytes bound of RocksDB's block cache and write buffers together
 */
public record QueueSettings(
        int lowWater,
        int highWater,
        int coverSeconds,
        int demandTtl,
        int buckets,
        double restorationShare,
        List<LabelFigure> labelWeights,
        List<LabelFigure> initialDifficulty,
        int partialLeaseAfter,
        int ownerTimeout,
        int retainedCheckpoints,
        int rememberedIds,
        boolean sync,
        int cacheMegabytes) {
    public QueueSettings {
        labelWeights = labelWeights == null ? List.of() : List.copyOf(labelWeights);
        initialDifficulty = initialDifficulty == null ? List.of() : List.copyOf(initialDifficulty);
        Check.that(lowWater >= 1, "queue.lowWater", lowWater + " is less than 1");
        Check.that(
                highWater >= 2L * lowWater,
                "queue.highWater",
                highWater + " is less than twice queue.lowWater, " + lowWater);
        Check.that(coverSeconds >= 0, "queue.coverSeconds", coverSeconds + " is less than 0");
        Check.that(demandTtl >= 2000, "queue.demandTtl", demandTtl + " ms is less than 2000, two renewals");
        Check.that(buckets >= 1 && buckets <= 16, "queue.buckets", buckets + " is not in 1..16");
        Check.that(
                restorationShare >= 0 && restorationShare <= 1,
                "queue.restorationShare",
                restorationShare + " is not in 0..1");
        distinct("queue.labelWeights", labelWeights);
        distinct("queue.initialDifficulty", initialDifficulty);
        for (LabelFigure weight : labelWeights) {
            Check.that(
                    weight.value() > 0 && weight.value() <= 1000,
                    "queue.labelWeights",
                    weight.path() + ": " + weight.value() + " is not in 0..1000, 0 excluded");
        }
        for (LabelFigure difficulty : initialDifficulty) {
            Check.that(
                    difficulty.value() >= 0 && difficulty.value() <= 1,
                    "queue.initialDifficulty",
                    difficulty.path() + ": " + difficulty.value() + " is not in 0..1");
        }
        Check.that(partialLeaseAfter >= 0, "queue.partialLeaseAfter", partialLeaseAfter + " ms is less than 0");
        Check.that(ownerTimeout >= 0, "queue.ownerTimeout", ownerTimeout + " ms is less than 0");
        Check.that(retainedCheckpoints >= 1, "queue.retainedCheckpoints", retainedCheckpoints + " is less than 1");
        Check.that(
                rememberedIds >= 2L * highWater,
                "queue.rememberedIds",
                rememberedIds + " is less than twice queue.highWater, " + highWater);
        Check.that(cacheMegabytes >= 16, "queue.cacheMegabytes", cacheMegabytes + " is less than 16");
    }

    /**
     * A figure for every label below a path of either tree. Where several paths fit a label, the longest of each tree counts; figures of
     * the two trees are multiplied as weights and averaged as difficulties.
     *
     * @param path {@code L1}, {@code L1/L2} or {@code L1/L2/L3} of the domain or of the capability tree
     */
    public record LabelFigure(String path, double value) {
        public LabelFigure {
            Check.that(path != null && !path.isEmpty(), "queue.path", "missing");
        }
    }

    private static void distinct(String field, List<LabelFigure> figures) {
        Set<String> paths = new HashSet<>();
        figures.forEach(figure -> Check.that(paths.add(figure.path()), field, figure.path() + " stands there twice"));
    }
}
