package io.mindstream.model.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mindstream.model.ModelException;
import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.ParameterLayout;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.WeightsWriter;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.text.SpecialToken;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final Tokenizer TOKENIZER = NanoModel.tokenizer();
    private static final OptionalInt RELEASED = OptionalInt.empty();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    private static Qwen3VlConfig config(String size) {
        return ModelSize.named(size).config(TOKENIZER, RELEASED, RELEASED);
    }

    /** The numbers of parameters that the released models have. */
    @Test
    void theNamedSizesAreThoseReleased() {
        assertThat(new ParameterLayout(config("2b")).parameters()).isEqualTo(2_127_532_032L);
        assertThat(new ParameterLayout(config("4b")).parameters()).isEqualTo(4_437_815_808L);
        assertThat(new ParameterLayout(config("8b")).parameters()).isEqualTo(8_767_123_696L);
        assertThat(config("nano")).isEqualTo(NanoModel.config(TOKENIZER));
        assertThatThrownBy(() -> ModelSize.named("3b")).hasMessage("'3b' is none of nano, 2b, 4b, 8b, 30b-a3b");
    }

    @Test
    void aShallowerModelKeepsItsWidthsAndAsManyDeepstackFeaturesAsItCan() {
        Qwen3VlConfig cut = ModelSize.named("8b").config(TOKENIZER, OptionalInt.of(2), OptionalInt.of(4));
        assertThat(cut.text().layers()).isEqualTo(2);
        assertThat(cut.text().hiddenSize()).isEqualTo(4096);
        assertThat(cut.vision().depth()).isEqualTo(4);
        assertThat(cut.vision().hiddenSize()).isEqualTo(1152);
        assertThat(cut.vision().deepstackLayers()).containsExactly(1, 2);
        assertThat(cut.imageToken()).isEqualTo(TOKENIZER.id(SpecialToken.IMAGE_PAD));
        assertThatThrownBy(() -> ModelSize.named("2b").config(TOKENIZER, OptionalInt.of(0), RELEASED))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("text_config.num_hidden_layers: 0");
    }

    @Test
    void aRandomCheckpointIsAWholeDirectory() throws IOException {
        Path made = nano();
        CheckpointDirectory checkpoint = new CheckpointDirectory(made);
        assertThat(checkpoint.config()).isEqualTo(config("nano"));
        try (StoredWeights weights = checkpoint.weights();
                Tokenizer tokenizer = Tokenizer.load(made)) {
            new ParameterLayout(checkpoint.config()).check(weights);
            assertThat(tokenizer.size()).isEqualTo(checkpoint.config().text().vocabSize());
        }
        assertThat(ImageProcessorConfig.read(made).patch())
                .isEqualTo(checkpoint.config().vision().patchSize());
        assertThat(made.resolve("generation_config.json")).content().contains("eos_token_id");
        assertThat(made.resolve("chat_template.jinja")).content().contains("<|im_start|>");
    }

    private Path nano() throws IOException {
        Path made = folder.resolve("nano");
        new RandomCheckpoint(ModelSize.NANO, config("nano"), TOKENIZER, 3)
                .write(made, new WeightsWriter(ElementType.F32, WeightsWriter.SHARD_BYTES), bytes -> {});
        return made;
    }

    @Test
    void aConversionRoundsTheWeightsAndTakesTheRestAlong() throws IOException {
        Path made = nano();
        Files.writeString(made.resolve("NOTES.md"), "kept");
        Files.writeString(made.resolve("optimizer.safetensors"), "left");
        Path half = convert(made, folder.resolve("half"), ElementType.BF16, 1_000_000);
        Path back = convert(half, folder.resolve("back"), ElementType.F32, WeightsWriter.SHARD_BYTES);

        assertThat(half.resolve("model.safetensors.index.json")).exists();
        assertThat(half.resolve("NOTES.md")).hasContent("kept");
        assertThat(half.resolve("optimizer.safetensors")).doesNotExist();
        assertThat(half.resolve("tokenizer.json")).hasSameBinaryContentAs(made.resolve("tokenizer.json"));
        assertThat(back.resolve("model.safetensors.index.json")).doesNotExist();
        assertThat(new CheckpointDirectory(half).config()).isEqualTo(config("nano"));
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(half.resolve("config.json")))
                        .path("dtype")
                        .asText())
                .isEqualTo("bfloat16");
        try (StoredWeights exact = new CheckpointDirectory(made).weights();
                StoredWeights rounded = new CheckpointDirectory(half).weights();
                StoredWeights again = new CheckpointDirectory(back).weights()) {
            for (String name : exact.names()) {
                assertThat(rounded.type(name)).isEqualTo(ElementType.BF16);
                assertThat(again.type(name)).isEqualTo(ElementType.F32);
                float[] want = exact.read(name).values();
                float[] got = again.read(name).values();
                assertThat(got).isEqualTo(rounded.read(name).values());
                for (int i = 0; i < want.length; i++) {
                    if (!(Math.abs(got[i] - want[i]) <= Math.abs(want[i]) / 256)) {
                        throw new AssertionError(name + "[" + i + "]: " + got[i] + " instead of " + want[i]);
                    }
                }
            }
        }
    }

    private static Path convert(Path from, Path to, ElementType type, long shard) throws IOException {
        long[] written = {0};
        try (Conversion conversion = new Conversion(from, new WeightsWriter(type, shard))) {
            conversion.write(to, bytes -> written[0] += bytes);
            assertThat(written[0]).isEqualTo(conversion.bytes());
        }
        return to;
    }

    @Test
    void theOlderStyleOfDtypeStaysAsItIs() throws IOException {
        Path made = nano();
        Path file = made.resolve("config.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"dtype\" : \"float32\"", "\"torch_dtype\" : \"float32\"")
                        .replace("\"text_config\" : {", "\"text_config\" : {\n \"torch_dtype\": \"float32\","));
        Path half = convert(made, folder.resolve("half"), ElementType.F16, WeightsWriter.SHARD_BYTES);
        var root = new ObjectMapper().readTree(Files.readString(half.resolve("config.json")));
        assertThat(root.path("torch_dtype").asText()).isEqualTo("float16");
        assertThat(root.path("text_config").path("torch_dtype").asText()).isEqualTo("float16");
        assertThat(root.has("dtype")).isFalse();
    }

    @Test
    void anInventoryCountsByPart() throws IOException {
        Inventory inventory = Inventory.of(new CheckpointDirectory(nano()));
        assertThat(inventory.parameters())
                .isEqualTo(inventory.parts().stream()
                        .mapToLong(Inventory.Part::parameters)
                        .sum())
                .isEqualTo(new ParameterLayout(config("nano")).parameters());
        assertThat(inventory.bytes()).isEqualTo(4 * inventory.parameters());
        assertThat(inventory.types()).isEqualTo("fp32");
        // keys and values of 4 layers, 2 heads of 32, 4 bytes each
        assertThat(inventory.cacheBytes(ElementType.F32)).isEqualTo(2 * 4 * 2 * 32 * 4);
        assertThat(inventory.parts()).extracting(Inventory.Part::name).contains("text layers", "mergers");
    }
}
