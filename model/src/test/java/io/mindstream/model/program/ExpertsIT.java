package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.ExpertConfig;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Layers of experts: what the references do not show. */
class ExpertsIT {
    private final Reference reference = new Reference(Reference.SPARSE);
    private final Qwen3VlConfig config = reference.config();
    private final List<Example> examples = reference.examples();

    @Test
    void loadsCountEachTokenOnceForEachOfItsExpertsAndNoPadding() {
        Batch batch = Batch.collate(examples, config, 64);
        try (TorchModelProgram program = reference.program(Precision.FLOAT32)) {
            program.forwardBackward(batch);
            program.forwardBackward(batch);
            long[][] loads = program.takeExpertLoads();

            assertThat(loads).hasDimensions(4, 4);
            long each = 2L * batch.tokens() * config.text().experts().perToken();
            for (int layer = 0; layer < 3; layer++) {
                assertThat(Arrays.stream(loads[layer]).sum()).isEqualTo(each);
            }
            // the last layer reads only what predicts a label
            assertThat(Arrays.stream(loads[3]).sum())
                    .isEqualTo(2L * batch.labels() * config.text().experts().perToken());
            assertThat(program.takeExpertLoads()).isDeepEqualTo(new long[4][4]);
        }
    }

    @Test
    void workersCountTheirTokensToo() throws IOException {
        try (StoredWeights weights = reference.checkpoint().weights();
                TorchModelProgram program = new TorchModelProgram(
                        config,
                        weights,
                        TrainingOptions.plain(Precision.FLOAT32, 1).withWorkers(2))) {
            program.forwardBackward(Batch.parts(examples, config, 1, 2));
            long tokens = examples.stream().mapToInt(e -> e.tokens().length).sum();
            assertThat(Arrays.stream(program.takeExpertLoads()[0]).sum())
                    .isEqualTo(tokens * config.text().experts().perToken());
        }
    }

    @Test
    void theReleasedLayoutOfExpertsIsReadToo() throws IOException {
        Batch batch = Batch.collate(examples, config, 1);
        Map<String, FloatTensor> released = new LinkedHashMap<>();
        try (StoredWeights weights = reference.checkpoint().weights()) {
            for (String name : weights.names()) {
                FloatTensor tensor = weights.read(name);
                released.put(name, tensor.shape().length == 3 ? transposed(tensor) : tensor);
            }
        }
        try (TorchModelProgram program = reference.program(Precision.FLOAT32);
                TorchModelProgram other =
                        new TorchModelProgram(config, new Weights(released, "released"), Precision.FLOAT32, 1)) {
            assertThat(other.evaluate(batch).losses())
                    .isEqualTo(program.evaluate(batch).losses());
        }
    }

    private static FloatTensor transposed(FloatTensor tensor) {
        int experts = (int) tensor.shape()[0];
        int rows = (int) tensor.shape()[1];
        int columns = (int) tensor.shape()[2];
        float[] values = new float[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            int expert = i / (rows * columns);
            int row = i / columns % rows;
            values[expert * rows * columns + i % columns * rows + row] = tensor.values()[i];
        }
        return new FloatTensor(new long[] {experts, columns, rows}, values);
    }

    @Test
    void theBalanceLossEvensTheLoads() throws IOException {
        TextConfig text = config.text();
        ExpertConfig experts = new ExpertConfig(4, 2, 48, 1, List.of(), 20, true);
        Qwen3VlConfig balanced = config.withText(text.withExperts(experts));
        Batch batch = Batch.collate(examples, balanced, 1);
        try (StoredWeights weights = reference.checkpoint().weights();
                TorchModelProgram program = new TorchModelProgram(balanced, weights, Precision.FLOAT32, 1)) {
            double before = program.activations(batch).balanceLoss();
            for (int i = 0; i < 20; i++) {
                program.forwardBackward(batch);
                program.apply(AdamWStep.of(3e-3));
            }
            // 2, the experts of a token, where all are used alike
            assertThat(before).isGreaterThan(2.01);
            assertThat(program.activations(batch).balanceLoss()).isLessThan(2 + (before - 2) / 2);
            for (long[] layer : program.takeExpertLoads()) {
                // with the balance loss the last layer reads all tokens, too
                assertThat(Arrays.stream(layer).sum()).isEqualTo(20L * batch.tokens() * 2);
            }
        }
    }

    @Test
    void halfPrecisionStaysNearTheReference() {
        Batch batch = Batch.collate(examples, config, 1);
        try (TorchModelProgram program = reference.program(Precision.BFLOAT16)) {
            assertThat(program.forwardBackward(batch).loss())
                    .isCloseTo(reference.expected("loss").values()[0], within(0.05));
            double squares = 0;
            double errors = 0;
            Weights gradients = program.gradients();
            for (String name : gradients.names()) {
                float[] found = gradients.read(name).values();
                float[] expected = reference.expected("grad." + name).values();
                for (int i = 0; i < found.length; i++) {
                    squares += Math.pow(expected[i], 2);
                    errors += Math.pow(found[i] - expected[i], 2);
                }
            }
            assertThat(Math.sqrt(errors / squares)).isLessThan(0.1);
        }
    }
}
