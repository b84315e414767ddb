package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.ExpertConfig;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.VisionConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.engine.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    /** As when only adapters learn: what is frozen keeps what stands in its place, and the rest is what it is when all learn. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers\\.[12]\\.input_layernorm",
                "layers\\.3\\..*",
                "embed_tokens",
                "language_model\\.norm",
                "visual\\.blocks\\.1\\.",
                "visual\\.deepstack_merger_list",
                "visual\\.merger\\.",
                "visual\\.patch_embed|layers\\.0\\.self_attn\\.k_norm"
            })
    void onlyWhatIsTrainedGetsAGradient(String trained) throws IOException {
        Reference reference = new Reference(Reference.SPARSE);
        Qwen3VlConfig config = reference.config();
        Batch batch = Batch.collate(reference.examples(), config, 1);
        ParameterLayout layout = new ParameterLayout(config);
        List<String> names = List.copyOf(layout.names());
        boolean[] flags = new boolean[names.size()];
        int count = 0;
        for (int i = 0; i < flags.length; i++) {
            flags[i] = Pattern.compile(trained).matcher(names.get(i)).find();
            count += flags[i] ? 1 : 0;
        }
        assertThat(count).isPositive();
        try (StoredWeights weights = reference.checkpoint().weights();
                TorchModelProgram plain = program(config, weights, Precision.FLOAT32, Recompute.NONE);
                Script script = new Script(config, Precision.FLOAT32, 1);
                NativeParameters parameters = new NativeParameters(script, layout, name -> true);
                NativeParameters gradients = new NativeParameters(script, layout, name -> true);
                ExpertLoads loads = new ExpertLoads(script, config.text())) {
            parameters.read(weights, "", name -> true);
            plain.forwardBackward(batch);
            Weights expected = plain.gradients();

            new TrainingPass(Recompute.LAYER, flags).run(script, parameters.list(), gradients.list(), batch, 1, loads);

            Map<String, FloatTensor> found = new LinkedHashMap<>();
            gradients.write(found, "", name -> true);
            for (int i = 0; i < flags.length; i++) {
                float[] values = found.get(names.get(i)).values();
                assertThat(values)
                        .as(names.get(i))
                        .isEqualTo(flags[i] ? expected.read(names.get(i)).values() : new float[values.length]);
            }
        }
    }

    @Test
    void logitsOfSomeRowsAtATimeGiveTheSameGradient() {
        // a vocabulary of a million lets 16 rows at a time
        Qwen3VlConfig config = new Qwen3VlConfig(
                new TextConfig(1 << 20, 8, 16, 2, 2, 1, 4, 1e-6, 10_000, List.of(1, 1, 0), 128),
                new VisionConfig(2, 32, 64, 2, 3, 4, 2, 2, 8, 16, List.of(0)),
                true,
                1,
                6,
                2,
                3,
                List.of(4),
                0);
        int[] tokens = new int[41];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = 7 + 9_001 * (i % 30);
        }
        Batch batch = Batch.collate(List.of(new Example(tokens, tokens, List.of())), config, 1);
        List<StepResult> results = new ArrayList<>();
        List<Weights> gradients = new ArrayList<>();
        for (Recompute recompute : Recompute.values()) {
            try (TorchModelProgram program =
                    program(config, new RandomWeights(config, 7), Precision.FLOAT32, recompute)) {
                results.add(program.forwardBackward(batch));
                gradients.add(program.gradients());
            }
        }
        for (int i = 0; i < batch.labels(); i++) {
            assertThat(results.get(1).losses()[i]).isCloseTo(results.get(0).losses()[i], within(1e-5f));
        }
        assertThat(results.get(1).correct()).isEqualTo(results.get(0).correct());
        near(gradients.get(1), gradients.get(0), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE})
    void inHalfPrecisionGradientsDifferByItsRounding(String name) throws IOException {
        Reference reference = new Reference(name);
        Batch batch = Batch.collate(reference.examples(), reference.config(), 1);
        List<Weights> gradients = new ArrayList<>();
        for (Recompute recompute : Recompute.values()) {
            try (StoredWeights weights = reference.checkpoint().weights();
                    TorchModelProgram program = program(reference.config(), weights, Precision.BFLOAT16, recompute)) {
                program.forwardBackward(batch);
                gradients.add(program.gradients());
            }
        }
        near(gradients.get(1), gradients.get(0), 1e-2);
    }

    @ParameterizedTest
    @EnumSource(Recompute.class)
    void microBatchesGiveTheGradientOfTheWholeBatch(Recompute recompute) throws IOException {
        Reference reference = new Reference(Reference.SPARSE);
        List<Example> examples = new ArrayList<>(reference.examples());
        examples.addAll(reference.examples());
        Example last = examples.get(1);
        float[] heavy = new float[last.tokens().length];
        Arrays.fill(heavy, 2.5f);
        examples.add(new Example(last.tokens(), last.labels(), heavy, last.images()));
        List<Batch> parts = Batch.parts(examples, reference.config(), 1, 4);
        assertThat(parts).hasSizeGreaterThan(2);
        try (StoredWeights weights = reference.checkpoint().weights();
                TorchModelProgram program = program(reference.config(), weights, Precision.FLOAT32, recompute)) {
            program.forwardBackward(Batch.collate(examples, reference.config(), 1));
            Weights whole = program.gradients();
            program.dropGradients();
            program.forwardBackward(parts);

            near(program.gradients(), whole, 1e-6);
        }
    }

    /** All tensors together, as a part of the norm. */
    private static void near(Weights found, Weights expected, double tolerance) {
        double squares = 0;
        double errors = 0;
        for (String name : expected.names()) {
            float[] a = found.read(name).values();
            float[] b = expected.read(name).values();
            for (int i = 0; i < a.length; i++) {
                squares += (double) b[i] * b[i];
                errors += Math.pow((double) a[i] - b[i], 2);
            }
        }
        assertThat(Math.sqrt(errors / squares)).isLessThan(tolerance);
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
        return new TorchModelProgram(
                config, weights, TrainingOptions.plain(precision, 1).withRecompute(recompute));
    }
}
