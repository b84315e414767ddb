package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The dense model against the numbers of Hugging Face transformers, fp32. */
class ReferenceIT {
    private final Reference reference = new Reference();
    private final Batch batch = Batch.collate(reference.examples(), reference.config(), 1);

    @Test
    void positionsAreTheReferences() {
        assertThat(batch.positions()).isEqualTo(reference.expectedLongs("position_ids"));
    }

    @Test
    void visionFeaturesAndLogitsAreTheReferences() {
        try (TorchModelProgram program = reference.program(Precision.FLOAT32)) {
            Activations found = program.activations(batch);
            assertThat(difference(found.merged(), reference.expected("vision.merged")))
                    .isLessThan(2e-4);
            for (int i = 0; i < 3; i++) {
                assertThat(difference(found.deepstack().get(i), reference.expected("vision.deepstack." + i)))
                        .isLessThan(2e-4);
            }
            FloatTensor expected = reference.expected("logits");
            int vocabulary = (int) expected.shape()[2];
            for (int row = 0; row < batch.size(); row++) {
                int from = row * batch.length() * vocabulary;
                int to = from + batch.length(row) * vocabulary;
                assertThat(difference(slice(found.logits(), from, to), slice(expected, from, to)))
                        .isLessThan(2e-4);
            }
        }
    }

    @Test
    void lossGradientsAndAnOptimiserStepAreTheReferencesEvenOnALaterCall() {
        Batch other = Batch.collate(reference.examples().subList(1, 2), reference.config(), 16);
        try (TorchModelProgram program = reference.program(Precision.FLOAT32)) {
            program.forwardBackward(batch);
            program.dropGradients();
            program.forwardBackward(other);
            program.dropGradients();
            StepResult result = program.forwardBackward(batch);
            assertThat(result.loss()).isCloseTo(reference.expected("loss").values()[0], within(1e-5));
            gradientsAre(program.gradients(), 1);

            program.forwardBackward(batch, 2);
            gradientsAre(program.gradients(), 3);

            program.dropGradients();
            program.forwardBackward(batch);
            Update update =
                    program.apply(new AdamWStep(1e-3, 1e-3, 0.9, 0.95, 1e-8, 0.1, Double.POSITIVE_INFINITY, true));
            assertThat(update.applied()).isTrue();
            assertThat(program.evaluate(batch).loss())
                    .isCloseTo(reference.expected("loss.after_one_adamw_step").values()[0], within(1e-4));
        }
    }

    private void gradientsAre(Weights gradients, double factor) {
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

    private static float[] slice(FloatTensor tensor, int from, int to) {
        return Arrays.copyOfRange(tensor.values(), from, to);
    }

    private static double difference(FloatTensor found, FloatTensor expected) {
        assertThat(List.of(found.values().length)).isEqualTo(List.of(expected.values().length));
        return difference(found.values(), expected.values());
    }

    private static double difference(float[] found, float[] expected) {
        double greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs(found[i] - expected[i]);
            assertThat(difference).isNotNaN();
            greatest = Math.max(greatest, difference);
        }
        return greatest;
    }
}
