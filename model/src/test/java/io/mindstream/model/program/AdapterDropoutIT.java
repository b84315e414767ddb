package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.LoraConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of an adapter's inputs, and that nothing is anywhere but in training. */
class AdapterDropoutIT {
    private static LoraConfig lora(double dropout, String... targets) {
        return new LoraConfig(3, 5, dropout, List.of(targets));
    }

    private static final String[] ALL = LoraConfig.TEXT_LAYER.toArray(String[]::new);

    private static LoraModelProgram program(Reference reference, AdapterLayout layout, Weights adapter, long seed)
            throws IOException {
        try (StoredWeights base = reference.checkpoint().weights()) {
            return new LoraModelProgram(reference.config(), base, layout, adapter, Precision.FLOAT32, 1, seed);
        }
    }

    /**
     * The slope of the loss along the gradient, from losses of passes that have the same masks, is the gradient's norm. Were a layer run again
     * with other masks than it ran forwards with, the gradient would be another function's.
     */
    @ParameterizedTest
    @CsvSource({
        "qwen3-vl-tiny, q_proj k_proj v_proj o_proj gate_proj up_proj down_proj",
        "qwen3-vl-moe-tiny, q_proj k_proj v_proj o_proj",
        "qwen3-vl-tiny, qkv attn.proj linear_fc1 linear_fc2"
    })
    void theGradientIsThatOfTheLossWithTheSameMasks(String name, String targets) throws IOException {
        Reference reference = new Reference(name);
        AdapterLayout layout = new AdapterLayout(reference.config(), lora(0.4, targets.split(" ")));
        Weights adapter = LoraIT.trained(layout);
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        try (LoraModelProgram program = program(reference, layout, adapter, 5)) {
            for (int round = 0; round < 3; round++) {
                program.forwardBackward(batch);
                Weights gradient = program.gradients();
                program.dropGradients();
                double norm = Math.sqrt(gradient.names().stream()
                        .mapToDouble(tensor -> square(gradient.read(tensor).values()))
                        .sum());
                double step = 2e-3;
                double ahead = lossAt(program, batch, moved(adapter, gradient, step / norm));
                double behind = lossAt(program, batch, moved(adapter, gradient, -step / norm));
                program.restoreAdapter(adapter);
                assertThat((ahead - behind) / (2 * step)).isCloseTo(norm, within(0.01 * norm));
                // other masks for the next round: a step that moves nothing
                program.apply(new AdamWStep(0, 0, 0.9, 0.95, 1e-8, 0, 1, false));
            }
        }
    }

    private static double lossAt(LoraModelProgram program, Batch batch, Weights adapter) {
        program.restoreAdapter(adapter);
        double loss = program.forwardBackward(batch).loss();
        program.dropGradients();
        return loss;
    }

    private static double square(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static Weights moved(Weights from, Weights along, double by) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (String name : from.names()) {
            float[] values = from.read(name).values().clone();
            float[] direction = along.read(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (by * direction[i]);
            }
            tensors.put(name, new FloatTensor(from.shape(name), values));
        }
        return new Weights(tensors, "moved");
    }

    @Test
    void masksAreOfSeedStepAndPassAndNothingElse() throws IOException {
        Reference reference = new Reference();
        AdapterLayout layout = new AdapterLayout(reference.config(), lora(0.4, ALL));
        Weights adapter = LoraIT.trained(layout);
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        try (LoraModelProgram one = program(reference, layout, adapter, 5);
                LoraModelProgram same = program(reference, layout, adapter, 5);
                LoraModelProgram other = program(reference, layout, adapter, 6)) {
            float[] first = one.forwardBackward(batch).losses();
            float[] second = one.forwardBackward(batch).losses();
            assertThat(second).isNotEqualTo(first);
            assertThat(same.forwardBackward(batch).losses()).isEqualTo(first);
            assertThat(other.forwardBackward(batch).losses()).isNotEqualTo(first);
            one.dropGradients();
            assertThat(one.forwardBackward(batch).losses()).isEqualTo(first);

            // goes on the same from a state
            one.apply(AdamWStep.of(1e-3));
            float[] third = one.forwardBackward(batch).losses();
            same.restoreAdapter(one.weights());
            same.restoreOptimizer(one.optimizerState());
            same.dropGradients();
            assertThat(same.forwardBackward(batch).losses()).isEqualTo(third);
        }
    }

    @Test
    void nothingIsLeftOutOfAnEvaluation() throws IOException {
        Reference reference = new Reference();
        AdapterLayout without = new AdapterLayout(reference.config(), lora(0, ALL));
        Weights adapter = LoraIT.trained(without);
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        try (LoraModelProgram plain = program(reference, without, adapter, 1);
                LoraModelProgram dropping =
                        program(reference, new AdapterLayout(reference.config(), lora(0.9, ALL)), adapter, 1)) {
            float[] expected = plain.evaluate(batch).losses();
            assertThat(dropping.evaluate(batch).losses()).isEqualTo(expected);
            assertThat(dropping.activations(batch).logits().values())
                    .isEqualTo(plain.activations(batch).logits().values());
            assertThat(dropping.forwardBackward(batch).losses()).isNotEqualTo(expected);
            assertThat(dropping.evaluate(batch).losses()).isEqualTo(expected);
        }
    }

    /** With an adapter so small that the loss is linear in what it adds, the mean over many masks is the loss with none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "q_proj",
                "down_proj",
                "qkv linear_fc2",
                "q_proj k_proj v_proj o_proj gate_proj up_proj down_proj"
            })
    void onTheMeanNothingIsMissing(String targets) throws IOException {
        Reference reference = new Reference();
        AdapterLayout without = new AdapterLayout(reference.config(), lora(0, targets.split(" ")));
        AdapterLayout layout = new AdapterLayout(reference.config(), lora(0.3, targets.split(" ")));
        Map<String, FloatTensor> small = new LinkedHashMap<>();
        Weights trained = LoraIT.trained(layout);
        for (String name : trained.names()) {
            float[] values = trained.read(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] *= name.contains("lora_B") ? 0.02f : 1;
            }
            small.put(name, new FloatTensor(trained.shape(name), values));
        }
        Weights adapter = new Weights(small, "small");
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        try (LoraModelProgram plain = program(reference, without, adapter, 1);
                TorchModelProgram base = reference.program(Precision.FLOAT32);
                LoraModelProgram dropping = program(reference, layout, adapter, 1)) {
            float[] expected = plain.evaluate(batch).losses();
            float[] none = base.evaluate(batch).losses();
            // all that the adapter does, in its own direction, so that labels do not cancel each other
            double target = along(expected, none, expected);
            int passes = 200;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < passes; i++) {
                double found = along(dropping.forwardBackward(batch).losses(), none, expected);
                sum += found;
                squares += found * found;
            }
            double mean = sum / passes;
            double error = Math.sqrt((squares / passes - mean * mean) / passes);
            assertThat(error).as("masks differ").isPositive();
            assertThat(mean).isCloseTo(target, within(4 * error));
            // and would be told from the mean of inputs that are not made larger
            assertThat(0.3 * Math.abs(target)).isGreaterThan(8 * error);
        }
    }

    private static double along(float[] losses, float[] none, float[] expected) {
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            sum += ((double) expected[i] - none[i]) * ((double) losses[i] - none[i]);
        }
        return sum;
    }
}
