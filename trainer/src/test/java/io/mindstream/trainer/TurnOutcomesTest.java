package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.curriculum.Lease;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.StepResult;
import io.mindstream.model.text.ChatTokens;
import io.mindstream.model.text.ChatTokens.Span;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Outcome;
import io.mindstream.samples.Outcome.TurnOutcome;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnOutcomesTest {
    @Test
    void eachTurnHasTheMeanLossOfItsOwnTokensAndIsRightIfAllOfThemAre() {
        PreparedBatch.Row one = row("one", 12, new Span(3, 5));
        PreparedBatch.Row two = row("two", 10, new Span(2, 5), new Span(8, 10));
        Batch batch;
        try (Tokenizer tokenizer = NanoModel.tokenizer()) {
            Qwen3VlConfig config = NanoModel.config(tokenizer);
            batch = Batch.collate(List.of(one.encoded().example(), two.encoded().example()), config, 16);
        }
        StepResult result = new StepResult(
                0,
                new float[] {1, 2, /* two: */ 3, 4, 8, /* its second turn: */ 0.5f, 0.25f},
                new boolean[] {true, true, true, false, true, true, true});

        List<Outcome> outcomes = new TurnOutcomes("run").of(List.of(one, two), batch, result, 3, 77, 1234);

        assertThat(outcomes).extracting(Outcome::sampleId).containsExactly("one", "two");
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.attempt()).isEqualTo(3);
            assertThat(outcome.step()).isEqualTo(77);
            assertThat(outcome.stage()).isEqualTo(Stage.RESTORATION);
        });
        turn(outcomes.get(0).turns().get(0), "one.0", 1.5, true);
        assertThat(outcomes.get(1).turns()).hasSize(2);
        turn(outcomes.get(1).turns().get(0), "two.0", 5, false);
        turn(outcomes.get(1).turns().get(1), "two.1", 0.375, true);
    }

    private static void turn(TurnOutcome turn, String family, double loss, boolean correct) {
        assertThat(turn.family()).isEqualTo(family);
        assertThat(turn.loss()).isCloseTo(loss, within(1e-9));
        assertThat(turn.correct()).isEqualTo(correct);
    }

    private static PreparedBatch.Row row(String id, int length, Span... replies) {
        int[] tokens = new int[length];
        Arrays.setAll(tokens, i -> i + 1);
        ChatTokens chat = new ChatTokens(tokens, List.of(replies));
        Sample drawn = ColourSamples.sample(0);
        List<Turn> turns = java.util.stream.IntStream.range(0, replies.length)
                .mapToObj(i -> new Turn(id + "." + i, "a/b/c", "?", "red", new Answer.Exact("red")))
                .toList();
        Sample sample =
                new Sample(id, List.of(), turns, drawn.label(), drawn.ids(), drawn.stages(), drawn.provenance());
        return new PreparedBatch.Row(
                new Lease.Leased(sample, Stage.RESTORATION, 0),
                new SampleEncoder.Encoded(sample, new Example(tokens, chat.labels(), List.of()), chat.replies()));
    }
}
