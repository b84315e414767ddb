package io.mindstream.model.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.release.ModelSize;
import io.mindstream.model.text.Tokenizer;
import java.util.OptionalInt;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WorkCostTest {
    private static final int TOKENS = 1000;
    private static final Workload TEXT = new Workload(1, TOKENS, TOKENS - 1, 0);

    private static Qwen3VlConfig config(String size) {
        try (Tokenizer tokenizer = NanoModel.tokenizer()) {
            return ModelSize.named(size).config(tokenizer, OptionalInt.empty(), OptionalInt.empty());
        }
    }

    /** All parameters of text layers and table; a tied table is the head. */
    private static double textParameters(Qwen3VlConfig config) {
        ParameterLayout layout = new ParameterLayout(config);
        return layout.names().stream()
                .filter(name -> name.contains("language_model"))
                .mapToLong(name -> FloatTensor.elements(layout.shape(name)))
                .sum();
    }

    /** Chowdhery et al. 2022, appendix B: 6 N + 12 L H Q T a token. */
    @Test
    void aTrainingStepOfTextCostsWhatPalmSays() {
        Qwen3VlConfig config = config("2b");
        TextConfig text = config.text();
        double token = 6 * textParameters(config) + 12.0 * text.layers() * text.heads() * text.headDim() * TOKENS;
        WorkCost cost = WorkCost.training(config, TEXT, Precision.BFLOAT16);
        assertThat(cost.gigaflop()).isCloseTo(token * TOKENS / 1e9, Percentage.withPercentage(0.1));
        assertThat(WorkCost.adapting(config, TEXT, Precision.BFLOAT16).gigaflop())
                .isCloseTo(cost.gigaflop() * 2 / 3, within(1e-6));
    }

    /** 30B-A3B activates 3 billion parameters a token. */
    @Test
    void oneOfManyExpertsCostsNoMoreThanItself() {
        Qwen3VlConfig config = config("30b-a3b");
        TextConfig text = config.text();
        double attention = 12.0 * text.layers() * text.heads() * text.headDim() * TOKENS;
        double token = WorkCost.training(config, TEXT, Precision.BFLOAT16).gigaflop() * 1e9 / TOKENS;
        assertThat((token - attention) / 6).isCloseTo(3.04e9, Percentage.withPercentage(1));
    }

    @Test
    void eachTokenReadsTheWeightsOnceForAllRows() {
        Qwen3VlConfig config = config("2b");
        double matrices = 2 * textParameters(config) / 1e9;
        double one = more(config, 1);
        assertThat(one).isCloseTo(matrices, Percentage.withPercentage(1));
        assertThat(more(config, 8)).isCloseTo(one, Percentage.withPercentage(3));
        assertThat(more(config("30b-a3b"), 8)).isGreaterThan(4 * more(config("30b-a3b"), 1));
    }

    /** Gigabytes that a reply of one token more reads. */
    private static double more(Qwen3VlConfig config, int batch) {
        double longer = WorkCost.decoding(config, new Workload(batch, 33, 17, 0), Precision.BFLOAT16)
                .gigabyte();
        return longer
                - WorkCost.decoding(config, new Workload(batch, 32, 16, 0), Precision.BFLOAT16)
                        .gigabyte();
    }

    /** By hand: 64 patches of 384 numbers, blocks of width 128, and mergers of 512 to 192. */
    @Test
    void aPictureCostsItsPatchesAndItsMergedTokens() {
        Qwen3VlConfig config = config("nano");
        double with = WorkCost.adapting(config, new Workload(1, 32, 1, 8), Precision.FLOAT32)
                .gigaflop();
        double without = WorkCost.adapting(config, new Workload(1, 32, 1, 0), Precision.FLOAT32)
                .gigaflop();
        double block = 2 * 128 * (4 * 128 + 2 * 512) + 4 * 64 * 128;
        double picture = 64 * (2 * 384 * 128 + config.vision().depth() * block) + 16 * 3 * 2 * 512 * (512 + 192.0);
        assertThat((with - without) * 1e9 / 2).isCloseTo(picture, Percentage.withPercentage(0.01));
    }
}
