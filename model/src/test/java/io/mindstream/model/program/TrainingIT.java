package io.mindstream.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mindstream.model.ModelException;
import io.mindstream.model.bench.ResidentMemory;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.VisionConfig;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.generate.Prompt;
import io.mindstream.model.generate.Reply;
import io.mindstream.model.generate.Sampling;
import io.mindstream.model.generate.TorchGenerator;
import io.mindstream.model.image.ImagePatches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training a model that is small enough for a test, on the real engine. */
class TrainingIT {
    private static final int IMAGE = 1;
    private static final int STOP = 4;
    private static final int QUESTION = 5;
    private static final int FIRST_COLOUR = 10;
    private static final Qwen3VlConfig SMALL = new Qwen3VlConfig(
            new TextConfig(32, 32, 64, 2, 4, 2, 8, 1e-6, 10_000, List.of(2, 1, 1), 128),
            new VisionConfig(2, 32, 64, 2, 3, 4, 2, 2, 32, 16, List.of(0)),
            true,
            IMAGE,
            6,
            2,
            3,
            List.of(STOP),
            0);

    @TempDir
    private Path folder;

    /** A picture whose one bright patch of the 4 x 4 says which of sixteen words is right. */
    private static ImagePatches picture(int bright) {
        float[] values = new float[16 * SMALL.vision().patchValues()];
        int columns = SMALL.vision().patchValues();
        Arrays.fill(values, -0.5f);
        Arrays.fill(values, bright * columns, (bright + 1) * columns, 1f);
        return new ImagePatches(values, 4, 4);
    }

    private static int[] question() {
        return new int[] {2, IMAGE, IMAGE, IMAGE, IMAGE, 3, QUESTION};
    }

    private static Example example(int bright) {
        int[] tokens = Arrays.copyOf(question(), 9);
        tokens[7] = FIRST_COLOUR + bright;
        tokens[8] = STOP;
        int[] labels = tokens.clone();
        Arrays.fill(labels, 0, 7, Example.IGNORED);
        return new Example(tokens, labels, List.of(picture(bright)));
    }

    private static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            examples.add(example(i));
        }
        return examples;
    }

    private static TorchModelProgram fresh(Precision precision) {
        return new TorchModelProgram(SMALL, new RandomWeights(SMALL, 7), precision, 1);
    }

    private static AdamWStep step(double rate) {
        return new AdamWStep(rate, rate, 0.9, 0.95, 1e-8, 0.01, 1, false);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void learnsAnAnswerThatOnlyThePictureTellsAndServesItFromItsCheckpoint(Precision precision) {
        Batch batch = Batch.collate(examples(), SMALL, 1);
        CheckpointDirectory checkpoint = new CheckpointDirectory(folder);
        StepResult last;
        try (TorchModelProgram program = fresh(precision)) {
            int steps = 0;
            do {
                last = program.forwardBackward(batch);
                program.apply(step(3e-3));
            } while (last.loss() > 0.02 && ++steps < 800);
            checkpoint.writeModel(SMALL, program.weights(), ElementType.BF16);
        }
        assertThat(last.loss()).isLessThanOrEqualTo(0.02);
        try (TorchGenerator generator = TorchGenerator.load(checkpoint, precision, 1)) {
            List<Prompt> prompts = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                prompts.add(new Prompt(question(), List.of(picture(i))));
            }
            List<Reply> replies = generator.generate(prompts, Sampling.greedy(5));
            for (int i = 0; i < 16; i++) {
                assertThat(replies.get(i).tokens()).containsExactly(FIRST_COLOUR + i);
            }
        }
    }

    @Test
    void theGradientIsTheWeightedMean() {
        Example one = example(3);
        Example other = example(9);
        float[] thrice = new float[9];
        Arrays.fill(thrice, 3);
        Example heavy = new Example(other.tokens(), other.labels(), thrice, other.images());
        try (TorchModelProgram program = fresh(Precision.FLOAT32)) {
            // Three calls, since the engine's optimiser changes its plan between them.
            for (int call = 0; call < 3; call++) {
                program.dropGradients();
                program.forwardBackward(Batch.collate(List.of(one, heavy), SMALL, 1));
                Weights together = program.gradients();
                program.dropGradients();
                program.forwardBackward(Batch.collate(List.of(one), SMALL, 1), 0.25);
                program.forwardBackward(Batch.collate(List.of(other), SMALL, 1), 0.75);
                Weights summed = program.gradients();
                for (String name : together.names()) {
                    float[] expected = summed.read(name).values();
                    float[] found = together.read(name).values();
                    for (int i = 0; i < found.length; i++) {
                        assertThat(found[i]).as(name).isCloseTo(expected[i], within(1e-5f));
                    }
                }
            }
        }
    }

    @Test
    void theVisionTowerMayWaitWhileTheTextLearns() {
        Batch batch = Batch.collate(examples(), SMALL, 4);
        try (TorchModelProgram program = fresh(Precision.FLOAT32)) {
            Weights before = program.weights();
            program.forwardBackward(batch);
            program.apply(new AdamWStep(1e-3, 0, 0.9, 0.95, 1e-8, 0.01, 1, false));
            Weights after = program.weights();
            for (String name : before.names()) {
                boolean same = Arrays.equals(
                        before.read(name).values(), after.read(name).values());
                assertThat(same).as(name).isEqualTo(name.startsWith("model.visual."));
            }
        }
    }

    @Test
    void trainingResumesBitForBit() throws IOException {
        Batch batch = Batch.collate(examples(), SMALL, 4);
        CheckpointDirectory checkpoint = new CheckpointDirectory(folder);
        Weights straight;
        try (TorchModelProgram program = fresh(Precision.fastest())) {
            train(program, batch, 3);
            checkpoint.writeModel(SMALL, program.weights(), ElementType.F32);
            checkpoint.writeOptimizer(program.optimizerState());
            train(program, batch, 3);
            straight = program.weights();
        }
        try (StoredWeights weights = checkpoint.weights();
                SafetensorsFile optimizer = checkpoint.optimizer();
                TorchModelProgram program =
                        new TorchModelProgram(checkpoint.config(), weights, Precision.fastest(), 1)) {
            program.restoreOptimizer(optimizer);
            assertThat(program.steps()).isEqualTo(3);
            train(program, batch, 3);
            assertThat(program.steps()).isEqualTo(6);
            Weights resumed = program.weights();
            for (String name : straight.names()) {
                assertThat(resumed.read(name).values())
                        .as(name)
                        .isEqualTo(straight.read(name).values());
            }
        }
    }

    private static void train(TorchModelProgram program, Batch batch, int steps) {
        for (int i = 0; i < steps; i++) {
            program.forwardBackward(batch);
            program.apply(step(1e-3));
        }
    }

    @Test
    void aGradientThatIsNotFiniteMovesNothingAndSaysSo() {
        float[] broken = picture(0).values().clone();
        broken[5] = Float.NaN;
        Example good = example(0);
        Batch poisoned = Batch.collate(
                List.of(new Example(good.tokens(), good.labels(), List.of(new ImagePatches(broken, 4, 4)))), SMALL, 1);
        try (TorchModelProgram program = fresh(Precision.FLOAT32)) {
            train(program, Batch.collate(examples(), SMALL, 1), 1);
            Weights before = program.weights();
            program.forwardBackward(poisoned);
            Update update = program.apply(step(1e-3));
            assertThat(update.applied()).isFalse();
            assertThat(update.gradientNorm()).isNaN();
            assertThat(program.steps()).isEqualTo(1);
            Weights after = program.weights();
            for (String name : before.names()) {
                assertThat(after.read(name).values())
                        .isEqualTo(before.read(name).values());
            }
            program.forwardBackward(Batch.collate(examples(), SMALL, 1));
            assertThat(program.apply(step(1e-3)).applied()).isTrue();
        }
    }

    @Test
    void textWithoutPicturesTrainsAndLeavesTheVisionTowerAlone() {
        Example text = new Example(new int[] {7, 8, 9}, new int[] {7, 8, 9}, List.of());
        try (TorchModelProgram program = fresh(Precision.fastest())) {
            assertThat(program.forwardBackward(Batch.collate(List.of(text), SMALL, 4))
                            .losses())
                    .hasSize(2);
            Weights gradients = program.gradients();
            assertThat(gradients.read("model.visual.merger.linear_fc1.weight").values())
                    .containsOnly(0f);
            assertThat(gradients
                            .read("model.language_model.layers.0.mlp.up_proj.weight")
                            .values())
                    .isNotEqualTo(new float[64 * 32]);
        }
    }

    @Test
    void aBatchWithoutLabelsIsRefused() {
        Batch batch = Batch.collate(List.of(new Example(new int[] {7}, new int[] {7}, List.of())), SMALL, 1);
        try (TorchModelProgram program = fresh(Precision.FLOAT32)) {
            assertThatThrownBy(() -> program.forwardBackward(batch))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("label");
        }
    }

    @Test
    void hundredsOfStepsAndRepliesLeaveNothingBehind() {
        Random random = new Random(1);
        try (TorchModelProgram program = fresh(Precision.fastest());
                TorchGenerator generator =
                        new TorchGenerator(SMALL, new RandomWeights(SMALL, 7), Precision.fastest(), 1)) {
            long before = 0;
            int held = 0;
            int generating = 0;
            for (int i = 0; i < 400; i++) {
                List<Example> some = examples().subList(0, 1 + random.nextInt(16));
                program.forwardBackward(Batch.collate(some, SMALL, 1 + random.nextInt(8)));
                program.apply(step(1e-3));
                generator.generate(
                        List.of(new Prompt(question(), List.of(picture(i % 16))), new Prompt(new int[] {7}, List.of())),
                        new Sampling(6, 1, 0, 0.9, i, 3));
                if (i == 150) {
                    System.gc();
                    before = ResidentMemory.nowMiB();
                    held = program.heldArrays();
                    generating = generator.heldArrays();
                }
            }
            assertThat(program.heldArrays()).isEqualTo(held);
            assertThat(generator.heldArrays()).isEqualTo(generating);
            System.gc();
            assertThat(ResidentMemory.nowMiB()).isLessThan(before + 48);
        }
    }
}
