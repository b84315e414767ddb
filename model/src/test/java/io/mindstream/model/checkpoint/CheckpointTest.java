package io.mindstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.model.ModelException;
import io.mindstream.model.program.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final Qwen3VlConfig NANO = NanoConfig.of(1536, 5, 6, 3, 4, 2, 0);

    @TempDir
    private Path folder;

    private final Reference reference = new Reference();

    @Test
    void theLayoutIsThatOfTransformers() throws IOException {
        try (StoredWeights file = reference.checkpoint().weights()) {
            ParameterLayout layout = new ParameterLayout(reference.config());
            layout.check(file);
            assertThat(layout.names()).containsExactlyInAnyOrderElementsOf(file.names());
        }
    }

    @Test
    void nanoStaysWithinFourMillionParameters() {
        assertThat(new ParameterLayout(NANO).parameters()).isLessThanOrEqualTo(4_000_000);
    }

    @Test
    void theOldStyleOfRotarySettingsIsReadToo() throws IOException {
        Path file = reference.checkpoint().path().resolve("config.json");
        String old = Files.readString(file)
                .replaceAll(
                        "(?s)\"rope_parameters\": \\{\\s+\"mrope_interleaved\".*?\\}",
                        """
                        "rope_theta": 5000000,
                        "rope_scaling": {"rope_type": "default", "mrope_interleaved": true, "mrope_section": [4, 2, 2]}
                        """);
        assertThat(old).contains("rope_scaling").doesNotContain("\"rope_theta\": 5000000.0");
        Path rewritten = Files.writeString(folder.resolve("config.json"), old);
        assertThat(ConfigJson.read(rewritten)).isEqualTo(reference.config());
    }

    @Test
    void aConfigurationComesBackAsItWasWritten() throws IOException {
        for (Qwen3VlConfig config : List.of(NANO, reference.config(), new Reference(Reference.SPARSE).config())) {
            Path file = Files.writeString(folder.resolve("config.json"), ConfigJson.write(config, ElementType.F32));
            assertThat(ConfigJson.read(file)).isEqualTo(config);
        }
    }

    @Test
    void aBadConfigurationNamesFileAndField() throws IOException {
        String good = Files.readString(reference.checkpoint().path().resolve("config.json"));
        badField(
                good.replace("\"num_attention_heads\": 4", "\"num_attention_heads\": \"four\""),
                "text_config.num_attention_heads");
        badField(
                good.replace("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3"),
                "text_config.num_key_value_heads");
        badField(good.replace("\"depth\": 4", "\"deep\": 4"), "vision_config.depth: missing");
        badField(good.replace("\"model_type\": \"qwen3_vl\"", "\"model_type\": \"qwen2_vl\""), "model_type: qwen2_vl");
        badField(
                good.replace("\"model_type\": \"qwen3_vl\"", "\"model_type\": \"qwen3_vl_moe\""),
                "text_config.num_experts: missing");
        badField(good.replace("\"attention_bias\": false", "\"attention_bias\": true"), "text_config.attention_bias");
        badField(good.replace("\"out_hidden_size\": 64", "\"out_hidden_size\": 32"), "vision_config.out_hidden_size");
        badField("[", "JSON");
    }

    private void badField(String json, String named) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), json);
        assertThatThrownBy(() -> ConfigJson.read(file))
                .as(named)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(named);
    }

    @Test
    void missingExtraAndMisshapedTensorsAreNamed() {
        RandomWeights random = new RandomWeights(NANO, 1);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        random.names().forEach(name -> tensors.put(name, random.read(name)));
        tensors.remove("model.language_model.norm.weight");
        tensors.put("model.visual.patch_embed.proj.bias", new FloatTensor(new long[] {3}, new float[3]));
        tensors.put("surplus", new FloatTensor(new long[] {1}, new float[1]));
        assertThatThrownBy(() -> new ParameterLayout(NANO).check(new Weights(tensors, "here")))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("here: ")
                .hasMessageContaining("missing tensor model.language_model.norm.weight [192]")
                .hasMessageContaining("tensor model.visual.patch_embed.proj.bias has shape [3] instead of [128]")
                .hasMessageContaining("extra tensor surplus");
    }

    @Test
    void randomWeightsDependOnSeedAndNameOnly() {
        RandomWeights random = new RandomWeights(NANO, 1);
        String one = "model.language_model.layers.0.mlp.up_proj.weight";
        String other = "model.language_model.layers.1.mlp.up_proj.weight";
        assertThat(random.read(one).values())
                .isEqualTo(new RandomWeights(NANO, 1).read(one).values());
        assertThat(random.read(one).values()).isNotEqualTo(random.read(other).values());
        assertThat(random.read(one).values())
                .isNotEqualTo(new RandomWeights(NANO, 2).read(one).values());
        double sum = 0;
        for (float value : random.read(one).values()) {
            sum += value * value;
        }
        // 0.6 / sqrt(192)
        assertThat(Math.sqrt(sum / random.read(one).values().length)).isBetween(0.0425, 0.0441);
    }
}
