package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.model.checkpoint.ModelPart;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts that do not learn, whatever moves the others. */
class FrozenIT {
    /** Decays everything, norms and biases too. */
    private static final AdamWStep STEP = new AdamWStep(0.01, 0.01, 0.9, 0.95, 1e-8, 0.1, 1, true);

    static Stream<Arguments> ways() {
        return Stream.of(
                        Set.of(ModelPart.VISION),
                        Set.of(ModelPart.MERGER),
                        Set.of(ModelPart.TEXT),
                        Set.of(ModelPart.VISION, ModelPart.TEXT),
                        Set.of(ModelPart.VISION, ModelPart.MERGER))
                .flatMap(frozen -> Stream.of(Optimizer.values()).flatMap(optimizer -> Stream.of(Recompute.values())
                        .map(recompute -> Arguments.of(frozen, optimizer, recompute))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void frozenPartsStayBitForBitAndTheOthersLearn(Set<ModelPart> frozen, Optimizer optimizer, Recompute recompute)
            throws IOException {
        Reference reference = new Reference();
        ParameterLayout layout = new ParameterLayout(reference.config());
        List<Batch> parts = Batch.parts(reference.examples(), reference.config(), 1, 2);
        TrainingOptions options = TrainingOptions.plain(Precision.FLOAT32, 1)
                .withWorkers(2)
                .withOptimizer(optimizer)
                .withRecompute(recompute)
                .withFrozen(frozen);
        try (StoredWeights weights = reference.checkpoint().weights();
                TorchModelProgram program = new TorchModelProgram(reference.config(), weights, options);
                TorchModelProgram all = new TorchModelProgram(
                        reference.config(),
                        weights,
                        TrainingOptions.plain(Precision.FLOAT32, 1).withWorkers(2))) {
            Weights before = program.weights();
            program.average(1);
            for (int i = 0; i < 3; i++) {
                program.forwardBackward(parts);
                if (i == 0) {
                    all.forwardBackward(parts);
                    Weights found = program.gradients();
                    for (String name : layout.names()) {
                        assertThat(found.names().contains(name))
                                .as(name)
                                .isEqualTo(!frozen.contains(layout.part(name)));
                        if (found.names().contains(name)) {
                            assertThat(found.read(name).values())
                                    .as(name)
                                    .isEqualTo(all.gradients().read(name).values());
                        }
                    }
                }
                assertThat(program.apply(STEP).applied()).isTrue();
                program.average(0.3);
            }
            Weights after = program.weights();
            Weights averaged = program.averaged();
            assertThat(averaged.names()).isEqualTo(after.names());
            for (String name : layout.names()) {
                float[] old = before.read(name).values();
                if (frozen.contains(layout.part(name))) {
                    assertThat(after.read(name).values()).as(name).isEqualTo(old);
                    assertThat(averaged.read(name).values()).as(name).isEqualTo(old);
                } else {
                    assertThat(after.read(name).values()).as(name).isNotEqualTo(old);
                    assertThat(averaged.read(name).values()).as(name).isNotEqualTo(old);
                }
            }
            assertThat(program.optimizerState().names()).noneMatch(name -> layout.names().stream()
                    .anyMatch(parameter -> frozen.contains(layout.part(parameter)) && name.endsWith("." + parameter)));
        }
    }

    @Test
    void itGoesOnBitForBitAndIsNotThawedOnItsWay() throws IOException {
        Reference reference = new Reference();
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        TrainingOptions options = TrainingOptions.plain(Precision.FLOAT32, 1);
        TrainingOptions frozen = options.withFrozen(Set.of(ModelPart.VISION, ModelPart.MERGER));
        Weights straight;
        Weights half;
        Weights state;
        try (StoredWeights weights = reference.checkpoint().weights();
                TorchModelProgram program = new TorchModelProgram(reference.config(), weights, frozen)) {
            step(program, batch);
            half = program.weights();
            state = program.optimizerState();
            step(program, batch);
            straight = program.weights();
        }
        try (TorchModelProgram program = new TorchModelProgram(reference.config(), half, frozen)) {
            program.restoreOptimizer(state);
            step(program, batch);
            Reference.same(program.weights(), straight, 0);
        }
        try (TorchModelProgram program = new TorchModelProgram(reference.config(), half, options)) {
            assertThatThrownBy(() -> program.restoreOptimizer(state))
                    .hasMessageStartingWith("the optimiser: no tensor exp_avg.model.visual.blocks.0.norm1.weight: "
                            + "this was trained with its vision frozen, and does not go on without");
        }
    }

    private static void step(ModelProgram program, Batch batch) {
        program.forwardBackward(batch);
        program.apply(STEP);
    }
}
