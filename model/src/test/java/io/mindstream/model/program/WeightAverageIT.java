package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightAverageIT {
    private static final String NAME = "model.language_model.norm.weight";

    @Test
    void theAverageFollowsTheParametersByTheShareAndComesBackAfterARestore() {
        Reference reference = new Reference();
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        try (TorchModelProgram program = reference.program(Precision.FLOAT32)) {
            float before = first(program.weights());
            program.average(1);
            program.forwardBackward(batch);
            program.apply(AdamWStep.of(0.01));
            float after = first(program.weights());
            assertThat(after).isNotEqualTo(before);

            program.average(0.25);

            Weights averaged = program.averaged();
            assertThat(first(averaged)).isCloseTo(before + 0.25f * (after - before), Offset.offset(1e-6f));
            assertThat(first(program.weights())).isEqualTo(after);
            try (TorchModelProgram resumed = reference.program(Precision.FLOAT32)) {
                resumed.restoreAverage(averaged);
                assertThat(first(resumed.averaged())).isEqualTo(first(averaged));
            }
        }
    }

    private static float first(Weights weights) {
        return weights.read(NAME).values()[0];
    }
}
