package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.engine.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientWorkersIT {
    /** The epsilon is large beside rounding: with the usual one, an element without a gradient takes whole steps whichever way rounding goes. */
    private static final AdamWStep STEP = new AdamWStep(1e-3, 1e-3, 0.9, 0.95, 1e-4, 0.1, 1, false);

    private final Reference reference = new Reference();

    @Test
    void partsSideBySideGiveTheGradientAndTheStepOfTheWholeBatch() throws Exception {
        List<Example> examples = new ArrayList<>(reference.examples());
        examples.addAll(reference.examples());
        examples.add(reference.examples().get(1));
        Batch whole = Batch.collate(examples, reference.config(), 1);
        List<Batch> parts = Batch.parts(examples, reference.config(), 1, 2);
        assertThat(parts).hasSize(2);
        assertThat(parts.stream().mapToInt(Batch::size).sum()).isEqualTo(examples.size());
        try (TorchModelProgram alone = reference.program(Precision.FLOAT32);
                StoredWeights weights = reference.checkpoint().weights();
                TorchModelProgram beside = new TorchModelProgram(
                        reference.config(),
                        weights,
                        TrainingOptions.plain(Precision.FLOAT32, 1).withWorkers(2))) {
            for (int step = 0; step < 3; step++) {
                double loss = alone.forwardBackward(whole).loss();
                List<StepResult> results = beside.forwardBackward(parts);

                double sum = 0;
                for (int i = 0; i < 2; i++) {
                    sum += results.get(i).loss() * parts.get(i).labels();
                }
                assertThat(sum / whole.labels()).isCloseTo(loss, within(1e-5));
                Reference.same(beside.gradients(), alone.gradients(), 1e-5);
                alone.apply(STEP);
                beside.apply(STEP);
            }
            Reference.same(beside.weights(), alone.weights(), 1e-4);
        }
    }
}
