package io.mindstream.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.bench.Differences;
import io.mindstream.model.bench.LogProbabilityBench;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.Reference;
import io.mindstream.model.program.TorchModelProgram;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a prompt is answered does not depend on what else is asked, nor its probability on who computes it. */
class BatchedGenerationIT {
    private static final int TOKENS = 24;

    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE, "odd-dense", "odd-moe"})
    void aBatchSaysTokenForTokenWhatItsPromptsSayAlone(String name) {
        Reference reference = new Reference(name);
        List<Prompt> prompts = Prompts.mixed(reference.config());
        List<Sampling> ways = List.of(
                Sampling.greedy(TOKENS),
                new Sampling(TOKENS, 1, 0, 1, 17, 5),
                new Sampling(TOKENS, 0.8, 20, 0.9, 1.2, -3, 7),
                new Sampling(TOKENS, 0, 0, 1, 1.5, 0, 8));
        try (TorchGenerator generator = TorchGenerator.load(reference.checkpoint(), Precision.FLOAT32, 1)) {
            for (Sampling way : ways) {
                List<Reply> together = generator.generate(prompts, way);
                for (int i = 0; i < prompts.size(); i++) {
                    Reply alone = generator
                            .generate(prompts.subList(i, i + 1), seeded(way, way.seed() + i))
                            .get(0);
                    Reply one = together.get(i);
                    assertThat(one.tokens()).as("prompt %d, %s", i, way).isEqualTo(alone.tokens());
                    assertThat(one.reason()).isEqualTo(alone.reason());
                    for (int k = 0; k < alone.logProbabilities().length; k++) {
                        assertThat(one.logProbabilities()[k]).isCloseTo(alone.logProbabilities()[k], within(1e-3f));
                    }
                }
            }
        }
    }

    private static Sampling seeded(Sampling way, long seed) {
        return new Sampling(
                way.maxTokens(),
                way.temperature(),
                way.topK(),
                way.topP(),
                way.repetitionPenalty(),
                seed,
                way.tokensPerCall());
    }

    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE, "odd-dense", "odd-moe"})
    void logProbabilitiesAreThoseOfTheTrainingPassHoweverTokensWereDrawn(String name) throws IOException {
        Differences differences = compare(name, Precision.FLOAT32);
        assertThat(differences.tokens()).isGreaterThan(200);
        assertThat(differences.largest()).as(differences.toString()).isLessThan(1e-3);
    }

    /** Rounding to eight bits shows; that the two passes drift apart would show more. {@code bench logprobs} tells the distribution. */
    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE, "odd-dense", "odd-moe"})
    void inBfloat16TheyAreCloseAndNotToOneSide(String name) throws IOException {
        Differences differences = compare(name, Precision.BFLOAT16);
        assertThat(differences.median()).as(differences.toString()).isBetween(1e-6, 0.02);
        assertThat(differences.p99()).as(differences.toString()).isLessThan(0.3);
        assertThat(Math.abs(differences.mean())).as(differences.toString()).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {Reference.DENSE, Reference.SPARSE, "odd-dense", "odd-moe"})
    void aTrainingStepFindsWhatEvaluationFinds(String name) {
        Reference reference = new Reference(name);
        List<Example> examples = Prompts.mixed(reference.config()).stream()
                .map(prompt -> new Example(prompt.tokens(), labels(prompt, reference.config()), prompt.images()))
                .toList();
        Batch batch = Batch.collate(examples, reference.config(), 1);
        try (TorchModelProgram program = reference.program(Precision.FLOAT32)) {
            float[] evaluated = program.evaluate(batch).losses();
            float[] trained = program.forwardBackward(batch).losses();
            assertThat(trained).hasSizeGreaterThan(100).containsExactly(evaluated, within(1e-4f));
        }
    }

    private static int[] labels(Prompt prompt, Qwen3VlConfig config) {
        return Arrays.stream(prompt.tokens())
                .map(token -> token == config.imageToken() ? Example.IGNORED : token)
                .toArray();
    }

    private static Differences compare(String name, Precision precision) throws IOException {
        Reference reference = new Reference(name);
        Qwen3VlConfig config = reference.config();
        try (StoredWeights weights = reference.checkpoint().weights();
                LogProbabilityBench bench = new LogProbabilityBench(config, weights, precision, 1)) {
            List<Prompt> prompts = Prompts.mixed(config);
            bench.compare(prompts, new Sampling(TOKENS, 1, 0, 1, 5, 4));
            bench.compare(prompts, new Sampling(TOKENS, 1.5, 0, 0.95, 1.3, 105, 8));
            return bench.differences(name);
        }
    }
}
