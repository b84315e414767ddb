package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.config.ProfileLoader;
import io.mindstream.config.TrainerSettings;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ModelPart;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.LoraConfig;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.Example;
import io.mindstream.model.program.LoraModelProgram;
import io.mindstream.model.program.ModelProgram;
import io.mindstream.model.program.Optimizer;
import io.mindstream.model.program.Recompute;
import io.mindstream.model.program.TorchModelProgram;
import io.mindstream.model.program.TrainingOptions;
import io.mindstream.trainer.publish.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trainer makes of a profile, and of its own checkpoints. */
class TrainedModelIT {
    private static final BaseModel NANO = new BaseModel.Nano(64, 1);

    @TempDir
    Path dir;

    private CheckpointStore store;

    @BeforeEach
    void open() throws IOException {
        store = new CheckpointStore(dir, "run", 3);
    }

    private static TrainerSettings settings(String... pairs) {
        Map<String, String> settings = new HashMap<>(Map.of("trainer.precision", "fp32", "trainer.threads", "3"));
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put("trainer." + pairs[i], pairs[i + 1]);
        }
        return new ProfileLoader().load("nano", settings).trainer();
    }

    /** A setting that the trainer forgot would change nothing that anybody sees. */
    @Test
    void aWholeModelTrainsAsTheProfileSaysAndGoesOnSo() throws IOException {
        TrainerSettings settings = settings("optimizer", "adamw", "recompute", "layer", "frozen", "[vision, merger]");
        TrainingOptions expected = new TrainingOptions(
                Precision.FLOAT32, 1, 3, Optimizer.ADAMW, Recompute.LAYER, Set.of(ModelPart.VISION, ModelPart.MERGER));
        for (int round = 0; round < 2; round++) {
            TrainedModel model = TrainedModel.open(settings, NANO, store);
            try (ModelProgram program = model.program()) {
                assertThat(((TorchModelProgram) program).options()).isEqualTo(expected);
                assertThat(program.steps()).isEqualTo(round);
                step(program);
                checkpoint(model, program);
            } finally {
                model.files().tokenizer().close();
            }
        }
    }

    @Test
    void anAdapterGoesOnFromItsFilesBitForBitBesideABaseThatStays() throws IOException {
        TrainerSettings settings = settings(
                "lora.rank", "4", "lora.alpha", "6", "lora.dropout", "0.2", "lora.targets", "[q_proj, up_proj]");
        Weights straight;
        Weights averaged;
        byte[] base;
        TrainedModel model = TrainedModel.open(settings, NANO, store);
        try (ModelProgram program = model.program()) {
            base = Files.readAllBytes(dir.resolve("run/base/model.safetensors"));
            program.average(1);
            step(program);
            program.average(0.25);
            checkpoint(model, program);
            step(program);
            straight = program.weights();
            program.average(0.25);
            averaged = program.averaged();
        } finally {
            model.files().tokenizer().close();
        }
        // As after a crash, and with nobody naming the base.
        TrainedModel again = TrainedModel.open(settings, NANO, new CheckpointStore(dir, "run", 3));
        try (ModelProgram program = again.program()) {
            assertThat(program.steps()).isEqualTo(1);
            step(program);
            same(program.weights(), straight);
            program.average(0.25);
            same(program.averaged(), averaged);
            checkpoint(again, program);

            publishedSaysWhatTheAverageSays(program);
        } finally {
            again.files().tokenizer().close();
        }
        assertThat(dir.resolve("run/base/model.safetensors")).hasBinaryContent(base);
    }

    private void publishedSaysWhatTheAverageSays(ModelProgram program) throws IOException {
        AdapterDirectory published =
                new AdapterDirectory(store.newest().orElseThrow().path());
        assertThat(published.base()).isEqualTo(dir.resolve("run/base").toAbsolutePath());
        assertThat(published.config()).isEqualTo(new LoraConfig(4, 6, 0.2, List.of("q_proj", "up_proj")));
        ((LoraModelProgram) program).restoreAdapter(program.averaged());
        Batch batch = batch(program);
        CheckpointDirectory model = new CheckpointDirectory(published.base());
        try (StoredWeights weights = model.weights();
                SafetensorsFile adapter = published.weights(published.layout(model.config()));
                LoraModelProgram loaded = new LoraModelProgram(
                        model.config(), weights, published.layout(model.config()), adapter, Precision.FLOAT32, 3, 1)) {
            assertThat(loaded.activations(batch).logits().values())
                    .isEqualTo(program.activations(batch).logits().values());
        }
    }

    @Test
    void aRunGoesOnAsTheKindThatItBeganAs() throws IOException {
        TrainerSettings adapter = settings("lora.rank", "4");
        Path first = checkpointOf(adapter);

        refused(settings(), "trainer.lora.rank: 0: " + first + " is an adapter, and its run goes on as it began;");
        refused(
                settings("lora.rank", "8"),
                "trainer.lora: rank 8, alpha 16.0, targets [q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj,"
                        + " down_proj]: " + first + " has rank 4, alpha 16.0, targets [q_proj,");
        refused(settings("lora.rank", "4", "lora.targets", "[q_proj]"), "trainer.lora: rank 4, alpha 16.0, targets");

        store = new CheckpointStore(dir, "other", 3);
        Path whole = checkpointOf(settings());
        refused(adapter, "trainer.lora.rank: 4: " + whole + " is a whole model, and its run goes on as it began;");
    }

    @Test
    void aTargetThatIsNotThereAndABaseThatIsAnAdapterAreNamed() throws IOException {
        refused(
                settings("lora.rank", "4", "lora.targets", "[lm_head]"),
                "trainer.lora: target_modules: lm_head is no module of this model");
        Path adapter = Files.createDirectory(dir.resolve("adapter"));
        Files.writeString(adapter.resolve("adapter_config.json"), "{}");
        assertThatThrownBy(() -> TrainedModel.open(settings(), new BaseModel.Released(adapter), store))
                .hasMessageStartingWith(adapter + ": a LoRA adapter where a model is expected");
    }

    private void refused(TrainerSettings settings, String message) {
        assertThatThrownBy(() -> TrainedModel.open(settings, NANO, store)).hasMessageStartingWith(message);
    }

    private Path checkpointOf(TrainerSettings settings) throws IOException {
        TrainedModel model = TrainedModel.open(settings, NANO, store);
        try (ModelProgram program = model.program()) {
            checkpoint(model, program);
        } finally {
            model.files().tokenizer().close();
        }
        return store.newest().orElseThrow().path();
    }

    private void checkpoint(TrainedModel model, ModelProgram program) throws IOException {
        TrainerState state = TrainerState.start("run", NANO, 0);
        store.write(program.steps(), directory -> model.write(directory, program, state));
    }

    private static Batch batch(ModelProgram program) {
        int[] tokens = {70, 71, 72, 73, 74, 75};
        return Batch.collate(List.of(new Example(tokens, tokens, List.of())), program.config(), 1);
    }

    private static void step(ModelProgram program) {
        program.forwardBackward(List.of(batch(program), batch(program)));
        assertThat(program.apply(new OptimizerSchedule(settings()).at(500)).applied())
                .isTrue();
    }

    private static void same(Weights found, Weights expected) {
        assertThat(found.names()).isEqualTo(expected.names());
        for (String name : expected.names()) {
            assertThat(found.read(name).values())
                    .as(name)
                    .isEqualTo(expected.read(name).values());
        }
    }
}
