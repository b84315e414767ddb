package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.verify.Comparison;
import io.mindstream.model.verify.Verification;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model against the numbers of Hugging Face transformers, fp32. */
class ReferenceIT {
    /** Beside those of transformers, two of a plain implementation that was held against both of them (docs/model.md). */
    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE, "odd-dense", "odd-moe"})
    void everyTensorIsTheReferences(String name) throws IOException {
        Reference reference = new Reference(name);

        List<Comparison> comparisons = Verification.run(reference.checkpoint().path());

        assertThat(comparisons).filteredOn(comparison -> !comparison.ok()).isEmpty();
        try (SafetensorsFile expected =
                SafetensorsFile.open(reference.checkpoint().path().resolve(Verification.EXPECTED))) {
            assertThat(comparisons)
                    .extracting(Comparison::tensor)
                    .containsExactlyInAnyOrderElementsOf(expected.names());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE})
    void gradientsAreTheReferencesOnLaterCallsTooAndAddUp(String name) {
        Reference reference = new Reference(name);
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        Batch other = Batch.collate(reference.examples().subList(1, 2), reference.config(), 16);
        try (TorchModelProgram program = reference.program(Precision.FLOAT32)) {
            program.forwardBackward(batch);
            program.dropGradients();
            program.forwardBackward(other);
            program.dropGradients();
            program.forwardBackward(batch);
            gradientsAre(reference, program.gradients(), 1);

            program.forwardBackward(batch, 2);
            gradientsAre(reference, program.gradients(), 3);
        }
    }

    private static void gradientsAre(Reference reference, Weights gradients, double factor) {
        SoftAssertions softly = new SoftAssertions();
        for (String name : gradients.names()) {
            double[] expected = doubles(reference.expected("grad." + name).values(), factor);
            double norm = Math.sqrt(Arrays.stream(expected).map(x -> x * x).sum());
            float[] found = gradients.read(name).values();
            double error = 0;
            for (int i = 0; i < found.length; i++) {
                error += Math.pow(found[i] - expected[i], 2);
            }
            softly.assertThat(Math.sqrt(error)).as(name).isLessThanOrEqualTo(1e-3 * norm);
        }
        softly.assertAll();
    }

    private static double[] doubles(float[] values, double factor) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i] * factor;
        }
        return doubles;
    }
}
