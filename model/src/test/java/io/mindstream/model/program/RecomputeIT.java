package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.model.checkpoint.ExpertConfig;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of a pass that runs each layer again, against those of the plain one. */
class RecomputeIT {
    /** The examples have pictures of three sizes between them; one has two pictures. */
    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE, "odd-dense", "odd-moe"})
    void gradientsAreThePlainOnesBitForBit(String name) throws IOException {
        Reference reference = new Reference(name);
        List<Batch> batches = new ArrayList<>();
        if (name.startsWith("odd")) {
            // text alone: the odd ones' inputs are not those that Reference reads
            int[] tokens = {7, 8, 9, 7, 11, 12};
            batches.add(Batch.collate(List.of(new Example(tokens, tokens, List.of())), reference.config(), 4));
        } else {
            batches.add(Batch.collate(reference.examples(), reference.config(), 1));
            batches.add(Batch.collate(reference.examples().subList(1, 2), reference.config(), 16));
        }
        try (StoredWeights weights = reference.checkpoint().weights()) {
            same(reference.config(), weights, batches);
        }
    }

    @Test
    void theLoadBalancingLossIsOfAllLayersTogether() throws IOException {
        Reference reference = new Reference(Reference.SPARSE);
        ExpertConfig experts = new ExpertConfig(4, 2, 48, 1, List.of(), 20, true);
        Qwen3VlConfig balanced =
                reference.config().withText(reference.config().text().withExperts(experts));
        try (StoredWeights weights = reference.checkpoint().weights()) {
            same(balanced, weights, List.of(Batch.collate(reference.examples(), balanced, 64)));
        }
    }

    private static void same(Qwen3VlConfig config, WeightSource weights, List<Batch> batches) {
        try (TorchModelProgram plain = program(config, weights, Precision.FLOAT32, Recompute.NONE);
                TorchModelProgram layered = program(config, weights, Precision.FLOAT32, Recompute.LAYER)) {
            for (int call = 0; call < 3; call++) {
                for (Batch batch : batches) {
                    StepResult expected = plain.forwardBackward(batch, 0.7);
                    StepResult found = layered.forwardBackward(batch, 0.7);

                    assertThat(found.losses()).isEqualTo(expected.losses());
                    assertThat(found.correct()).isEqualTo(expected.correct());
                    assertThat(layered.takeExpertLoads()).isDeepEqualTo(plain.takeExpertLoads());
                    Weights gradients = layered.gradients();
                    for (String name : gradients.names()) {
                        assertThat(gradients.read(name).values())
                                .as(name)
                                .isEqualTo(plain.gradients().read(name).values());
                    }
                    plain.dropGradients();
                    layered.dropGradients();
                }
            }
        }
    }

    private static TorchModelProgram program(
            Qwen3VlConfig config, WeightSource weights, Precision precision, Recompute recompute) {
        return new TorchModelProgram(config, weights, precision, 1, 1, Optimizer.ADAMW, recompute);
    }
}
