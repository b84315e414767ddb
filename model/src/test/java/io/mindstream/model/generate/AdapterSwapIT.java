package io.mindstream.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.LoraConfig;
import io.mindstream.model.lora.MergedWeights;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters that come and go over weights that are loaded once. */
class AdapterSwapIT {
    private static final Sampling SAMPLING = Sampling.greedy(12);

    private static Weights adapter(AdapterLayout layout, long seed) {
        Random random = new Random(seed);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        layout.shapes().forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(FloatTensor.elements(shape))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.15f;
            }
            tensors.put(name, new FloatTensor(shape, values));
        });
        return new Weights(tensors, "the test's adapter");
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-vl-tiny, q_proj k_proj v_proj o_proj gate_proj up_proj down_proj, up_proj v_proj",
        "qwen3-vl-moe-tiny, q_proj v_proj o_proj, k_proj",
        "qwen3-vl-tiny, qkv attn.proj linear_fc1 linear_fc2 q_proj, linear_fc2",
        "qwen3-vl-moe-tiny, attn.qkv linear_fc1, q_proj"
    })
    void eachAdapterSaysWhatItsMergedModelSaysAndWithoutOneTheBaseDoes(String name, String first, String second)
            throws IOException {
        Reference reference = new Reference(name);
        Qwen3VlConfig config = reference.config();
        int[] lengths = reference.promptLengths();
        List<Prompt> prompts = new ArrayList<>();
        for (Example example : reference.examples()) {
            int[] tokens = Arrays.copyOf(example.tokens(), lengths[prompts.size()]);
            prompts.add(new Prompt(tokens, example.images()));
        }
        AdapterLayout one = new AdapterLayout(config, new LoraConfig(3, 5, List.of(first.split(" "))));
        AdapterLayout other = new AdapterLayout(config, new LoraConfig(2, 7, List.of(second.split(" "))));
        try (StoredWeights base = reference.checkpoint().weights();
                TorchGenerator generator = new TorchGenerator(config, base, Precision.FLOAT32, 1)) {
            List<Reply> plain = generator.generate(prompts, SAMPLING);
            int held = generator.heldArrays();
            for (int round = 0; round < 2; round++) {
                generator.use(one, adapter(one, 1));
                same(generator.generate(prompts, SAMPLING), merged(config, base, one, 1, prompts));
                generator.use(other, adapter(other, 2));
                List<Reply> replies = generator.generate(prompts, SAMPLING);
                same(replies, merged(config, base, other, 2, prompts));
                assertThat(replies.get(0).logProbabilities())
                        .isNotEqualTo(plain.get(0).logProbabilities());
                generator.useNone();
                replies = generator.generate(prompts, SAMPLING);
                for (int i = 0; i < plain.size(); i++) {
                    assertThat(replies.get(i).tokens()).isEqualTo(plain.get(i).tokens());
                    assertThat(replies.get(i).logProbabilities())
                            .isEqualTo(plain.get(i).logProbabilities());
                }
                assertThat(generator.heldArrays()).isEqualTo(held);
            }
        }
    }

    @Test
    void generatorsOnTheSameWeightsAnswerEachWithItsOwnAdapterAtTheSameTime() throws Exception {
        Reference reference = new Reference();
        Qwen3VlConfig config = reference.config();
        int[] lengths = reference.promptLengths();
        Example example = reference.examples().get(0);
        List<Prompt> prompts = List.of(new Prompt(Arrays.copyOf(example.tokens(), lengths[0]), example.images()));
        AdapterLayout layout = new AdapterLayout(config, new LoraConfig(3, 5, LoraConfig.TEXT_LAYER));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (StoredWeights base = reference.checkpoint().weights();
                TorchGenerator generator = new TorchGenerator(config, base, Precision.FLOAT32, 1)) {
            List<Reply> plain = generator.generate(prompts, SAMPLING);
            List<Future<List<Reply>>> answers = new ArrayList<>();
            for (long seed = 1; seed <= 2; seed++) {
                Weights adapter = adapter(layout, seed);
                answers.add(threads.submit(() -> {
                    List<Reply> replies = List.of();
                    for (int i = 0; i < 5; i++) {
                        try (TorchGenerator beside = generator.beside()) {
                            beside.use(layout, adapter);
                            replies = beside.generate(prompts, SAMPLING);
                        }
                    }
                    return replies;
                }));
            }
            same(answers.get(0).get(), merged(config, base, layout, 1, prompts));
            same(answers.get(1).get(), merged(config, base, layout, 2, prompts));
            assertThat(generator.generate(prompts, SAMPLING).get(0).logProbabilities())
                    .isEqualTo(plain.get(0).logProbabilities());
        } finally {
            threads.shutdown();
        }
    }

    private static List<Reply> merged(
            Qwen3VlConfig config, StoredWeights base, AdapterLayout layout, long seed, List<Prompt> prompts) {
        MergedWeights weights = new MergedWeights(base, layout, adapter(layout, seed));
        try (TorchGenerator generator = new TorchGenerator(config, weights, Precision.FLOAT32, 1)) {
            return generator.generate(prompts, SAMPLING);
        }
    }

    private static void same(List<Reply> found, List<Reply> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
            for (int k = 0; k < expected.get(i).logProbabilities().length; k++) {
                assertThat(found.get(i).logProbabilities()[k])
                        .isCloseTo(expected.get(i).logProbabilities()[k], within(1e-4f));
            }
        }
    }
}
