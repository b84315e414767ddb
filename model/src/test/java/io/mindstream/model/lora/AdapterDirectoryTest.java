package io.mindstream.model.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.SafetensorsFile;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.program.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters as files. */
class AdapterDirectoryTest {
    private static final Qwen3VlConfig MODEL = new Reference().config();
    private static final LoraConfig LORA = new LoraConfig(3, 6, List.of("q_proj", "down_proj"));
    private static final String QUERY = "base_model.model.model.language_model.layers.0.self_attn.q_proj.lora_A.weight";

    @TempDir
    private Path folder;

    private AdapterDirectory written() {
        AdapterDirectory directory = new AdapterDirectory(folder);
        AdapterLayout layout = new AdapterLayout(MODEL, LORA);
        directory.write(layout, new NewAdapter(layout, 5), "base", ElementType.F32);
        return directory;
    }

    private void change(String field, String json) throws IOException {
        Path file = folder.resolve(AdapterDirectory.CONFIG);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = (ObjectNode) mapper.readTree(Files.readString(file));
        root.set(field, mapper.readTree(json));
        Files.writeString(file, root.toString());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        AdapterDirectory directory = written();
        assertThat(directory.config()).isEqualTo(LORA);
        AdapterLayout layout = directory.layout(MODEL);
        int layers = MODEL.text().layers();
        assertThat(layout.modules()).hasSize(2 * layers).contains("model.language_model.layers.0.mlp.down_proj");
        try (SafetensorsFile file = directory.weights(layout)) {
            assertThat(file.names()).hasSize(4 * layers).contains(QUERY);
            NewAdapter expected = new NewAdapter(layout, 5);
            for (String name : expected.names()) {
                assertThat(file.read(name).values())
                        .isEqualTo(expected.read(name).values());
            }
            long width = MODEL.text().hiddenSize();
            assertThat(file.shape(QUERY)).containsExactly(3, width);
            assertThat(file.read(QUERY.replace("lora_A", "lora_B")).values()).containsOnly(0f);
            float bound = (float) (1 / Math.sqrt(width));
            assertThat(file.read(QUERY).values()).doesNotContain(0f);
            for (float value : file.read(QUERY).values()) {
                assertThat(value).isBetween(-bound, bound);
            }
        }
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve(AdapterDirectory.CONFIG)));
        assertThat(json.path("peft_type").asText()).isEqualTo("LORA");
        assertThat(json.path("r").isInt()).isTrue();
        assertThat(json.path("lora_alpha").isInt()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "peft_type | \"LOHA\" | peft_type: LOHA",
                "use_dora | true | use_dora: true",
                "use_rslora | true | use_rslora: true",
                "bias | \"all\" | bias: all",
                "rank_pattern | {\"q_proj\": 4} | rank_pattern: {\"q_proj\":4}",
                "modules_to_save | [\"lm_head\"] | modules_to_save: [\"lm_head\"]",
                "init_lora_weights | \"pissa\" | init_lora_weights: \"pissa\"",
                "r | 0 | r: 0 is not positive",
                "r | \"8\" | r: \"8\" is not a whole number",
                "lora_alpha | null | lora_alpha: null is not a number",
                "target_modules | \"all-linear\" | target_modules: \"all-linear\" is not a list",
                "target_modules | [\"q_proj\", \"z_proj\"] | target_modules: z_proj is no module",
                "target_modules | [\"proj\"] | target_modules: proj is, among others, model.visual.patch_embed.proj, which cannot have an adapter here: it is a convolution; attn.proj",
                "target_modules | [\"norm1\"] | target_modules: norm1 is, among others, model.visual.blocks.0.norm1, which cannot",
                "target_modules | [\"embed_tokens\"] | target_modules: embed_tokens is, among others, model.language_model.embed",
            })
    void aSettingThatIsNotBuiltIsNamedWithItsFile(String field, String json, String message) throws IOException {
        AdapterDirectory directory = written();
        change(field, json);
        assertThatThrownBy(() -> directory.layout(MODEL))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(folder.resolve(AdapterDirectory.CONFIG) + ": " + message);
    }

    @Test
    void aTensorThatIsMissingExtraOrOfAnotherShapeIsNamedWithItsFile() throws IOException {
        AdapterDirectory directory = written();
        change("target_modules", "[\"q_proj\"]");
        assertThatThrownBy(() -> directory.weights(directory.layout(MODEL)))
                .hasMessageStartingWith(folder.resolve(AdapterDirectory.WEIGHTS) + ": extra tensor base_model.model.")
                .hasMessageContaining("down_proj.lora_A.weight");
        change("target_modules", "[\"q_proj\", \"down_proj\", \"layers.1.self_attn.v_proj\"]");
        assertThatThrownBy(() -> directory.weights(directory.layout(MODEL)))
                .hasMessageContaining(
                        ": missing tensor base_model.model.model.language_model.layers.1.self_attn.v_proj.lora_A.weight [3, ");
        change("target_modules", "[\"q_proj\", \"down_proj\"]");
        change("r", "4");
        assertThatThrownBy(() -> directory.weights(directory.layout(MODEL)))
                .hasMessageContaining("tensor " + QUERY + " has shape [3, ");
    }

    @Test
    void aTargetIsAWholeNameOrItsEndAfterADot() {
        assertThat(new AdapterLayout(MODEL, new LoraConfig(2, 2, List.of("layers.1.self_attn.k_proj"))).modules())
                .containsExactly("model.language_model.layers.1.self_attn.k_proj");
        assertThatThrownBy(() -> new AdapterLayout(MODEL, new LoraConfig(2, 2, List.of("_proj"))))
                .hasMessage("target_modules: _proj is no module of this model");
    }

    @Test
    void whereAllLayersHaveExpertsTheirMatricesAreSaidToBeTheirs() {
        Qwen3VlConfig sparse = new Reference(Reference.SPARSE).config();

        assertThatThrownBy(() -> new AdapterLayout(sparse, new LoraConfig(2, 2, List.of("up_proj"))))
                .hasMessage("target_modules: up_proj is no module of this model:"
                        + " its layers have experts in that place, which cannot have an adapter here");
        assertThatThrownBy(() -> new AdapterLayout(sparse, new LoraConfig(2, 2, List.of("down_proj"))))
                .hasMessage("target_modules: down_proj is, among others, model.language_model.layers.0.mlp.experts"
                        + ".down_proj, which cannot have an adapter here: it belongs to experts");
        assertThat(new AdapterLayout(sparse, new LoraConfig(2, 2, LoraConfig.projections(sparse))).modules())
                .hasSize(4 * sparse.text().layers());
    }

    @Test
    void whatIsWrittenMustBeWhatTheConfigurationSays() {
        AdapterLayout layout = new AdapterLayout(MODEL, LORA);
        Map<String, FloatTensor> some = new LinkedHashMap<>();
        assertThatThrownBy(() -> new AdapterDirectory(folder)
                        .write(layout, new Weights(some, "the adapter"), "base", ElementType.F32))
                .hasMessageStartingWith("the adapter: missing tensor ");
    }
}
