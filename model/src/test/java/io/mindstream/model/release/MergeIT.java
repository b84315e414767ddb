package io.mindstream.model.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.checkpoint.WeightsWriter;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.LoraConfig;
import io.mindstream.model.program.Batch;
import io.mindstream.model.program.LoraModelProgram;
import io.mindstream.model.program.Reference;
import io.mindstream.model.program.TorchModelProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeIT {
    @TempDir
    private Path folder;

    private static Weights adapter(AdapterLayout layout) {
        Random random = new Random(3);
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

    private AdapterLayout written(Reference reference, String targets) {
        AdapterLayout layout = new AdapterLayout(reference.config(), new LoraConfig(3, 5, List.of(targets.split(" "))));
        new AdapterDirectory(folder.resolve("adapter")).write(layout, adapter(layout), "base", ElementType.F32);
        return layout;
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-vl-tiny, q_proj k_proj v_proj o_proj gate_proj up_proj down_proj",
        "qwen3-vl-moe-tiny, q_proj o_proj"
    })
    void aMergedCheckpointSaysWhatTheModelWithTheAdapterBesideItSays(String name, String targets) throws IOException {
        Reference reference = new Reference(name);
        AdapterLayout layout = written(reference, targets);
        Path out = folder.resolve("merged");
        long[] bytes = {0};
        try (Merge merge = new Merge(reference.checkpoint().path(), folder.resolve("adapter"))) {
            assertThat(merge.type()).isEqualTo(ElementType.F32);
            merge.write(out, new WeightsWriter(merge.type(), 200_000), count -> bytes[0] += count);
        }
        assertThat(out.resolve("model.safetensors.index.json")).exists();
        assertThat(out.resolve("generation_config.json")).exists();
        assertThat(bytes[0]).isPositive();
        CheckpointDirectory merged = new CheckpointDirectory(out);
        Qwen3VlConfig config = reference.config();
        assertThat(merged.config()).isEqualTo(config);
        Batch batch = Batch.collate(reference.examples(), config, 1);
        try (StoredWeights base = reference.checkpoint().weights();
                StoredWeights weights = merged.weights();
                LoraModelProgram beside =
                        new LoraModelProgram(config, base, layout, adapter(layout), Precision.FLOAT32, 1, 1);
                TorchModelProgram program = new TorchModelProgram(config, weights, Precision.FLOAT32, 1)) {
            float[] expected = beside.activations(batch).logits().values();
            float[] found = program.activations(batch).logits().values();
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(found[i] - expected[i]) <= 1e-5)) {
                    throw new AssertionError("logit " + i + ": " + found[i] + " instead of " + expected[i]);
                }
            }
        }
    }

    @Test
    void aSumInHalfPrecisionIsRoundedOnce() throws IOException {
        Reference reference = new Reference();
        AdapterLayout layout = written(reference, "v_proj");
        Path half = folder.resolve("half");
        try (Conversion conversion = new Conversion(
                reference.checkpoint().path(), new WeightsWriter(ElementType.BF16, WeightsWriter.SHARD_BYTES))) {
            conversion.write(half, count -> {});
        }
        Path out = folder.resolve("merged");
        try (Merge merge = new Merge(half, folder.resolve("adapter"))) {
            assertThat(merge.type()).isEqualTo(ElementType.BF16);
            merge.write(out, new WeightsWriter(merge.type(), WeightsWriter.SHARD_BYTES), count -> {});
        }
        try (StoredWeights before = new CheckpointDirectory(half).weights();
                StoredWeights after = new CheckpointDirectory(out).weights()) {
            for (String name : before.names()) {
                assertThat(after.type(name)).isEqualTo(ElementType.BF16);
                float[] was = before.read(name).values();
                float[] is = after.read(name).values();
                if (!layout.adapts(name)) {
                    assertThat(is).as(name).isEqualTo(was);
                    continue;
                }
                int columns = (int) before.shape(name)[1];
                float[] a = adapter(layout).read(AdapterLayout.a(name)).values();
                float[] b = adapter(layout).read(AdapterLayout.b(name)).values();
                for (int i = 0; i < is.length; i++) {
                    double sum = was[i];
                    for (int k = 0; k < 3; k++) {
                        sum += 5.0 / 3 * b[i / columns * 3 + k] * a[k * columns + i % columns];
                    }
                    // half a step of bfloat16, and a little for the sum in 32 bits
                    if (!(Math.abs(is[i] - sum) <= Math.abs(sum) / 256 * 1.001 + 1e-7)) {
                        throw new AssertionError(name + "[" + i + "]: " + is[i] + " instead of " + sum);
                    }
                }
            }
        }
    }

    @Test
    void anAdapterOfAnotherModelIsRefusedBeforeAnythingIsWritten() throws IOException {
        Reference reference = new Reference();
        written(reference, "q_proj up_proj");
        Path sparse = new Reference(Reference.SPARSE).checkpoint().path();
        assertThatThrownBy(() -> new Merge(sparse, folder.resolve("adapter")))
                .hasMessage(folder.resolve("adapter").resolve("adapter_config.json")
                        + ": target_modules: up_proj is no module of this model:"
                        + " its layers have experts in that place, which cannot have an adapter here");
        Files.delete(folder.resolve("adapter").resolve("adapter_model.safetensors"));
        assertThatThrownBy(() -> new Merge(reference.checkpoint().path(), folder.resolve("adapter")))
                .hasMessage(folder.resolve("adapter").resolve("adapter_model.safetensors") + ": no such file");
    }
}
