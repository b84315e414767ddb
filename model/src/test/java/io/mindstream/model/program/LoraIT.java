package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.SafetensorsWriter;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.LoraConfig;
import io.mindstream.model.lora.MergedWeights;
import io.mindstream.model.lora.NewAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Adapters beside the reference's checkpoints. */
class LoraIT {
    private static final LoraConfig DENSE = new LoraConfig(3, 5, LoraConfig.TEXT_LAYER);

    @TempDir
    private Path folder;

    private static LoraConfig lora(String targets) {
        return new LoraConfig(3, 5, List.of(targets.split(" ")));
    }

    /** As if it had been trained: B is not 0. */
    static Weights trained(AdapterLayout layout) {
        Random random = new Random(11);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        layout.shapes().forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(FloatTensor.elements(shape))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.1f;
            }
            tensors.put(name, new FloatTensor(shape, values));
        });
        return new Weights(tensors, "the test's adapter");
    }

    private static LoraModelProgram program(
            Qwen3VlConfig config, WeightSource base, AdapterLayout layout, WeightSource adapter) {
        return new LoraModelProgram(config, base, layout, adapter, Precision.FLOAT32, 1, 1);
    }

    private static TorchModelProgram plain(Qwen3VlConfig config, WeightSource weights) {
        return new TorchModelProgram(config, weights, Precision.FLOAT32, 1);
    }

    /** With W = W0 + s B A: dB = s dW A', dA = s B' dW; dW from the program that trains everything. */
    @ParameterizedTest
    @CsvSource({
        "qwen3-vl-tiny, q_proj k_proj v_proj o_proj gate_proj up_proj down_proj",
        "qwen3-vl-tiny, q_proj v_proj",
        "qwen3-vl-tiny, layers.1.mlp.up_proj layers.1.self_attn.o_proj",
        "qwen3-vl-moe-tiny, q_proj k_proj v_proj o_proj",
        "qwen3-vl-tiny, qkv attn.proj linear_fc1 linear_fc2",
        "qwen3-vl-tiny, blocks.1.attn.qkv deepstack_merger_list.0.linear_fc2 k_proj",
        "qwen3-vl-tiny, merger.linear_fc1",
        "qwen3-vl-moe-tiny, linear_fc2 v_proj"
    })
    void gradientsAreThoseOfTheWholeMatrixThroughTheProduct(String name, String targets) throws IOException {
        Reference reference = new Reference(name);
        Qwen3VlConfig config = reference.config();
        AdapterLayout layout = new AdapterLayout(config, lora(targets));
        Weights adapter = trained(layout);
        try (StoredWeights base = reference.checkpoint().weights();
                LoraModelProgram beside = program(config, base, layout, adapter);
                TorchModelProgram merged = plain(config, new MergedWeights(base, layout, adapter))) {
            for (int call = 0; call < 3; call++) {
                List<Example> examples = call == 1 ? reference.examples().subList(1, 2) : reference.examples();
                Batch batch = Batch.collate(examples, config, 1);
                StepResult expected = merged.forwardBackward(batch, 0.7);
                StepResult found = beside.forwardBackward(batch, 0.7);
                assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-5));
                assertThat(beside.takeExpertLoads()).isDeepEqualTo(merged.takeExpertLoads());
                Weights whole = merged.gradients();
                Weights low = beside.gradients();
                assertThat(low.names()).isEqualTo(layout.names());
                double scale = layout.lora().scale();
                for (String module : layout.modules()) {
                    float[] a = adapter.read(AdapterLayout.a(module)).values();
                    float[] b = adapter.read(AdapterLayout.b(module)).values();
                    FloatTensor w = whole.read(module + ".weight");
                    int rows = (int) w.shape()[0];
                    int columns = (int) w.shape()[1];
                    int rank = layout.lora().rank();
                    double[] ofA = new double[rank * columns];
                    double[] ofB = new double[rows * rank];
                    for (int i = 0; i < rows; i++) {
                        for (int j = 0; j < columns; j++) {
                            for (int k = 0; k < rank; k++) {
                                double g = scale * w.values()[i * columns + j];
                                ofB[i * rank + k] += g * a[k * columns + j];
                                ofA[k * columns + j] += g * b[i * rank + k];
                            }
                        }
                    }
                    close(module + " A", low.read(AdapterLayout.a(module)).values(), ofA);
                    close(module + " B", low.read(AdapterLayout.b(module)).values(), ofB);
                }
                merged.dropGradients();
                beside.dropGradients();
            }
        }
    }

    private static void close(String what, float[] found, double[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(found[i] - expected[i], 2);
            norm += expected[i] * expected[i];
        }
        assertThat(norm).as(what).isPositive();
        assertThat(Math.sqrt(difference / norm)).as(what).isLessThan(1e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-vl-tiny, q_proj down_proj",
        "qwen3-vl-moe-tiny, k_proj o_proj",
        "qwen3-vl-tiny, qkv attn.proj linear_fc1 linear_fc2"
    })
    void aNewAdapterChangesNothingAndAMergedOneSaysTheSameAsOneBeside(String name, String targets) throws IOException {
        Reference reference = new Reference(name);
        Qwen3VlConfig config = reference.config();
        AdapterLayout layout = new AdapterLayout(config, lora(targets));
        Batch batch = Batch.collate(reference.examples(), config, 1);
        try (StoredWeights base = reference.checkpoint().weights()) {
            float[] without;
            try (TorchModelProgram program = plain(config, base)) {
                without = program.activations(batch).logits().values();
            }
            try (LoraModelProgram program = program(config, base, layout, new NewAdapter(layout, 1))) {
                assertThat(program.activations(batch).logits().values()).isEqualTo(without);
            }
            Weights adapter = trained(layout);
            float[] beside;
            StepResult evaluated;
            try (LoraModelProgram program = program(config, base, layout, adapter)) {
                beside = program.activations(batch).logits().values();
                evaluated = program.evaluate(batch);
                assertThat(program.forwardBackward(batch).loss()).isCloseTo(evaluated.loss(), within(1e-5));
            }
            try (TorchModelProgram program = plain(config, new MergedWeights(base, layout, adapter))) {
                float[] merged = program.activations(batch).logits().values();
                assertThat(distance(beside, merged)).isLessThan(1e-5);
                assertThat(distance(beside, without)).isGreaterThan(1e-2);
                assertThat(program.evaluate(batch).loss()).isCloseTo(evaluated.loss(), within(1e-5));
            }
        }
    }

    /** The largest of all differences. */
    static double distance(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(found[i] - expected[i]));
        }
        return largest;
    }

    private static void train(LoraModelProgram program, Batch batch, int steps) {
        for (int i = 0; i < steps; i++) {
            program.forwardBackward(batch);
            assertThat(program.apply(new AdamWStep(5e-3, 0, 0.9, 0.95, 1e-8, 0.01, 1, false))
                            .applied())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void itLearnsBesideABaseThatStaysAsItIsAndGoesOnFromItsFilesBitForBit(Precision precision) throws IOException {
        Reference reference = new Reference();
        Qwen3VlConfig config = reference.config();
        AdapterLayout layout = new AdapterLayout(config, DENSE);
        Batch batch = Batch.collate(reference.examples(), config, 1);
        AdapterDirectory directory = new AdapterDirectory(folder.resolve("adapter"));
        Path optimizer = folder.resolve("optimizer.safetensors");
        Weights straight;
        try (StoredWeights base = reference.checkpoint().weights();
                LoraModelProgram program =
                        new LoraModelProgram(config, base, layout, new NewAdapter(layout, 1), precision, 1, 1)) {
            double before = program.evaluate(batch).loss();
            train(program, batch, 10);
            directory.write(layout, program.weights(), "base", ElementType.F32);
            SafetensorsWriter.write(optimizer, program.optimizerState(), ElementType.F32, Map.of());
            int held = program.heldArrays();
            train(program, batch, 10);
            assertThat(program.heldArrays()).isEqualTo(held);
            straight = program.weights();
            assertThat(program.evaluate(batch).loss()).isLessThan(before - 0.5);
        }
        try (StoredWeights base = reference.checkpoint().weights();
                SafetensorsFile adapter = directory.weights(directory.layout(config));
                SafetensorsFile state = SafetensorsFile.open(optimizer);
                LoraModelProgram program =
                        new LoraModelProgram(config, base, directory.layout(config), adapter, precision, 1, 1)) {
            program.restoreOptimizer(state);
            assertThat(program.steps()).isEqualTo(10);
            train(program, batch, 10);
            for (String name : straight.names()) {
                assertThat(program.weights().read(name).values())
                        .as(name)
                        .isEqualTo(straight.read(name).values());
            }
            // the base is what it was: without the adapter's part the program says what it said before any step
            program.restoreAdapter(new NewAdapter(layout, 1));
            try (TorchModelProgram plain = new TorchModelProgram(config, base, precision, 1)) {
                assertThat(program.activations(batch).logits().values())
                        .isEqualTo(plain.activations(batch).logits().values());
            }
        }
    }
}
