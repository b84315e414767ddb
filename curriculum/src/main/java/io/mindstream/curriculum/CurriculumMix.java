package io.mindstream.curriculum;

import io.mindstream.samples.Label;
import io.mindstream.samples.Stage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The curriculum's rule, in three choices, each a {@link FairShare} over what is waiting, so that nothing stands idle while anything can
 * be trained:
 * <ol>
 *   <li>the stage, by the stages' shares ({@link StageShares});
 *   <li>the label, by its configured weight, times how much there is to be learnt from it ({@link Difficulty#learnability(Label)}), times how
 *       well what waits of it suits the model ({@link Difficulty#suitability(int)});
 *   <li>the bucket, where samples of the label wait in several because they differ or its difficulty has
 *       changed, by suitability again.
 * </ol>
 */
final class CurriculumMix implements MixPolicy {
    private final StageShares stageShares;
    private final ToDoubleFunction<Label> labelWeights;
    private final Difficulty difficulty;
    private final FairShare<Stage> stageTurns = new FairShare<>();
    private final Map<Stage, FairShare<Label>> labelTurns = new EnumMap<>(Stage.class);
    private final Map<Stage, Map<Label, FairShare<Integer>>> bucketTurns = new EnumMap<>(Stage.class);

    CurriculumMix(StageShares stageShares, ToDoubleFunction<Label> labelWeights, Difficulty difficulty) {
        this.stageShares = stageShares;
        this.labelWeights = labelWeights;
        this.difficulty = difficulty;
    }

    @Override
    public Set<Stage> served(Set<Stage> stages) {
        return stages.stream().filter(stage -> share(stage, stages) > 0).collect(Collectors.toSet());
    }

    @Override
    public Optional<Cell> next(Set<Stage> stages, Depths depths) {
        Map<Stage, Double> offered = new EnumMap<>(Stage.class);
        for (Stage stage : stages) {
            if (!depths.under(stage).isEmpty()) {
                offered.put(stage, share(stage, stages));
            }
        }
        return stageTurns.next(offered).flatMap(stage -> nextUnder(stage, depths.under(stage)));
    }

    /** Who asks for one stage gets that stage. */
    private double share(Stage stage, Set<Stage> among) {
        return among.size() == 1 ? 1 : stageShares.share(stage);
    }

    private Optional<Cell> nextUnder(Stage stage, Map<Label, SortedMap<Integer, Long>> waiting) {
        Map<Label, Double> weights = new LinkedHashMap<>();
        for (Map.Entry<Label, SortedMap<Integer, Long>> line : waiting.entrySet()) {
            double suits = 0;
            for (int bucket : line.getValue().keySet()) {
                suits = Math.max(suits, difficulty.suitability(bucket));
            }
            Label label = line.getKey();
            weights.put(label, labelWeights.applyAsDouble(label) * difficulty.learnability(label) * suits);
        }
        return labelTurns
                .computeIfAbsent(stage, key -> new FairShare<>())
                .next(weights)
                .flatMap(label -> nextBucket(stage, label, waiting.get(label)));
    }

    private Optional<Cell> nextBucket(Stage stage, Label label, SortedMap<Integer, Long> waiting) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        waiting.keySet().forEach(bucket -> weights.put(bucket, difficulty.suitability(bucket)));
        return bucketTurns
                .computeIfAbsent(stage, key -> new HashMap<>())
                .computeIfAbsent(label, key -> new FairShare<>())
                .next(weights)
                .map(bucket -> new Cell(stage, bucket, label));
    }
}
