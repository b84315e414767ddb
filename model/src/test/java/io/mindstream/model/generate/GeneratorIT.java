package io.mindstream.model.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.model.ModelException;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Generation from the reference checkpoint, fp32. */
class GeneratorIT {
    private static final Reference REFERENCE = new Reference();
    private static final TorchGenerator GENERATOR = TorchGenerator.load(REFERENCE.checkpoint(), Precision.FLOAT32, 1);

    private final List<Prompt> prompts = prompts();

    @AfterAll
    static void close() {
        GENERATOR.close();
    }

    private static List<Prompt> prompts() {
        int[] lengths = REFERENCE.promptLengths();
        List<Prompt> prompts = new ArrayList<>();
        for (Example example : REFERENCE.examples()) {
            prompts.add(new Prompt(Arrays.copyOf(example.tokens(), lengths[prompts.size()]), example.images()));
        }
        prompts.add(new Prompt(new int[] {7, 8, 9}, List.of()));
        return prompts;
    }

    @Test
    void greedyTokensAreTheReferences() {
        long[] expected = REFERENCE.expectedLongs("generated");
        Reply reply = GENERATOR
                .generate(prompts.subList(0, 1), Sampling.greedy(expected.length))
                .get(0);
        assertThat(reply.tokens())
                .isEqualTo(Arrays.stream(expected).mapToInt(Math::toIntExact).toArray());
        assertThat(reply.reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aSeedRepeatsItsReplyAndAnotherSaysSomethingElse() {
        List<Prompt> one = prompts.subList(0, 1);
        int[] first =
                GENERATOR.generate(one, new Sampling(16, 1, 0, 1, 1, 8)).get(0).tokens();
        assertThat(GENERATOR
                        .generate(one, new Sampling(16, 1, 0, 1, 1, 3))
                        .get(0)
                        .tokens())
                .isEqualTo(first);
        assertThat(GENERATOR
                        .generate(one, new Sampling(16, 1, 0, 1, 2, 8))
                        .get(0)
                        .tokens())
                .isNotEqualTo(first);
    }

    @Test
    void aNucleusOrTopOfOneIsGreedy() {
        int[] greedy = GENERATOR.generate(prompts, Sampling.greedy(16)).get(1).tokens();
        assertThat(GENERATOR
                        .generate(prompts, new Sampling(16, 1, 1, 1, 3, 8))
                        .get(1)
                        .tokens())
                .isEqualTo(greedy);
        assertThat(GENERATOR
                        .generate(prompts, new Sampling(16, 1, 0, 1e-6, 3, 8))
                        .get(1)
                        .tokens())
                .isEqualTo(greedy);
    }

    @Test
    void theListenerHearsEveryTokenOnceAndMayCancelOneReply() {
        List<List<Integer>> heard = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Reply> replies =
                GENERATOR.generate(prompts, new Sampling(20, 0, 0, 1, 0, 3), (prompt, tokens, logProbabilities) -> {
                    Arrays.stream(tokens).forEach(heard.get(prompt)::add);
                    return prompt != 1 || heard.get(1).size() < 5;
                });
        for (int i = 0; i < prompts.size(); i++) {
            assertThat(heard.get(i))
                    .containsExactlyElementsOf(
                            Arrays.stream(replies.get(i).tokens()).boxed().toList());
        }
        assertThat(replies.get(1).reason()).isEqualTo(FinishReason.CANCELLED);
        assertThat(replies.get(1).tokens()).hasSizeBetween(5, 7);
        assertThat(replies.get(0).tokens()).hasSize(20);
    }

    @Test
    void aPromptThatDoesNotFitIsNamed() {
        int image = REFERENCE.config().imageToken();
        assertThatThrownBy(() -> GENERATOR.generate(
                        List.of(new Prompt(new int[] {1}, List.of()), new Prompt(new int[] {1, image}, List.of())),
                        Sampling.greedy(4)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("examples[1]: tokens[1]: an image token without a picture");
        assertThatThrownBy(
                        () -> GENERATOR.generate(List.of(new Prompt(new int[] {1}, List.of())), Sampling.greedy(2000)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("1024 positions");
    }
}
