package io.mindstream.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.Reference;
import io.mindstream.model.program.TorchModelProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn, against {@link PlainSampler} on the logits of the training pass. */
class SamplingIT {
    private static final Reference REFERENCE = new Reference();
    private static final Qwen3VlConfig CONFIG = REFERENCE.config();
    private static final TorchGenerator GENERATOR = TorchGenerator.load(REFERENCE.checkpoint(), Precision.FLOAT32, 1);
    private static final TorchModelProgram PROGRAM = REFERENCE.program(Precision.FLOAT32);

    @AfterAll
    static void close() {
        PROGRAM.close();
        GENERATOR.close();
    }

    /** Token for token at the same random numbers, in a batch whose rows end and are dropped at different times. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 1.3",
        "0, 0, 1, 0.8",
        "1, 0, 1, 1",
        "0.7, 0, 1, 1",
        "1, 5, 1, 1",
        "1.2, 0, 0.8, 1",
        "1, 40, 0.6, 1",
        "1.5, 40, 0.9, 1.2",
        "1, 0, 1, 2.5"
    })
    void tokensAreThoseOfAPlainComputation(double temperature, int topK, double topP, double penalty) {
        List<Prompt> prompts = Prompts.mixed(CONFIG);
        Sampling sampling = new Sampling(10, temperature, topK, topP, penalty, 1234, 3);
        List<Reply> replies =
                GENERATOR.generate(prompts, sampling, (prompt, tokens, logProbabilities) -> prompt % 3 > 0);
        for (int i = 0; i < prompts.size(); i++) {
            SplittableRandom random = new SplittableRandom(sampling.seed() + i);
            List<Integer> seen = new ArrayList<>();
            Arrays.stream(prompts.get(i).tokens()).forEach(seen::add);
            assertThat(replies.get(i).tokens()).isNotEmpty();
            for (int token : replies.get(i).tokens()) {
                double[] logits = logits(prompts.get(i), seen);
                int expected = new PlainSampler(sampling).next(logits, seen, (float) random.nextDouble());
                assertThat(token)
                        .as("prompt %d after %d tokens", i, seen.size())
                        .isEqualTo(expected);
                if (token == CONFIG.imageToken()) {
                    // It goes on, but the training pass takes it for a picture's.
                    break;
                }
                seen.add(token);
            }
        }
    }

    /** Over many seeds, which are those of the rows, tokens come as often as they should. */
    @ParameterizedTest
    @CsvSource({"1, 8, 1, 1", "2, 0, 0.02, 1", "0.5, 12, 0.9, 1.4"})
    void frequenciesAreTheProbabilities(double temperature, int topK, double topP, double penalty) {
        Prompt prompt = new Prompts(CONFIG, 3).text(9);
        Sampling sampling = new Sampling(1, temperature, topK, topP, penalty, 500, 1);
        List<Integer> seen = Arrays.stream(prompt.tokens()).boxed().toList();
        double[] probabilities = new PlainSampler(sampling).probabilities(logits(prompt, seen), seen);
        int rows = 4096;
        int[] counts = new int[probabilities.length];
        for (Reply reply : GENERATOR.generate(Collections.nCopies(rows, prompt), sampling)) {
            counts[reply.tokens()[0]]++;
        }
        double chiSquare = 0;
        int kinds = 0;
        for (int id = 0; id < counts.length; id++) {
            if (probabilities[id] == 0) {
                assertThat(counts[id]).isZero();
            } else {
                double expected = rows * probabilities[id];
                chiSquare += Math.pow(counts[id] - expected, 2) / expected;
                kinds++;
            }
        }
        assertThat(kinds).isBetween(5, 40);
        // The chi-square distribution's mean and variance: four standard deviations.
        assertThat(chiSquare).isLessThan(kinds - 1 + 4 * Math.sqrt(2.0 * (kinds - 1)));
    }

    @Test
    void reportedLogProbabilitiesAreThoseOfTheModelItself() {
        Prompt prompt = new Prompts(CONFIG, 4).text(9);
        Reply reply = GENERATOR
                .generate(List.of(prompt), new Sampling(1, 2, 5, 0.9, 1.5, 8, 1))
                .get(0);
        double[] logits = logits(prompt, Arrays.stream(prompt.tokens()).boxed().toList());
        double highest = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(x -> Math.exp(x - highest)).sum();
        assertThat((double) reply.logProbabilities()[0])
                .isCloseTo(logits[reply.tokens()[0]] - highest - Math.log(sum), within(1e-4));
    }

    @Test
    void aPenaltyKeepsAReplyFromRepeatingItself() {
        Prompt prompt = new Prompts(CONFIG, 5).text(6);
        int[] penalised = GENERATOR
                .generate(List.of(prompt), new Sampling(40, 0, 0, 1, 100, 0, 8))
                .get(0)
                .tokens();
        assertThat(new TreeSet<>(Arrays.stream(penalised).boxed().toList()))
                .hasSize(penalised.length)
                .doesNotContainAnyElementsOf(
                        Arrays.stream(prompt.tokens()).boxed().toList());
    }

    @Test
    void paddingIsNoPartOfWhatWasSaid() throws IOException {
        Prompts random = new Prompts(CONFIG, 6);
        Prompt prompt = random.text(5);
        Sampling sampling = new Sampling(8, 0, 0, 1, 3, 0, 8);
        Reply alone = GENERATOR.generate(List.of(prompt), sampling).get(0);
        Qwen3VlConfig padded = new Qwen3VlConfig(
                CONFIG.text(),
                CONFIG.vision(),
                CONFIG.tiedHead(),
                CONFIG.imageToken(),
                CONFIG.videoToken(),
                CONFIG.visionStartToken(),
                CONFIG.visionEndToken(),
                CONFIG.stopTokens(),
                alone.tokens()[0]);
        try (StoredWeights weights = REFERENCE.checkpoint().weights();
                TorchGenerator generator = new TorchGenerator(padded, weights, Precision.FLOAT32, 1)) {
            assertThat(generator
                            .generate(List.of(prompt, random.text(30)), sampling)
                            .get(0)
                            .tokens())
                    .isEqualTo(alone.tokens());
        }
    }

    /** Logits of the next token. */
    private static double[] logits(Prompt prompt, List<Integer> tokens) {
        int[] ids = tokens.stream().mapToInt(Integer::intValue).toArray();
        int[] labels = new int[ids.length];
        Arrays.fill(labels, Example.IGNORED);
        float[] all = PROGRAM.activations(Batch.collate(List.of(new Example(ids, labels, prompt.images())), CONFIG, 1))
                .logits()
                .values();
        double[] last = new double[CONFIG.text().vocabSize()];
        for (int i = 0; i < last.length; i++) {
            last[i] = all[all.length - last.length + i];
        }
        return last;
    }
}
