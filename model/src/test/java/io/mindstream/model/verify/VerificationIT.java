package io.mindstream.model.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mindstream.model.ModelException;
import io.mindstream.model.program.Reference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verification does with a reference that is not the model's, on one with left padding. */
class VerificationIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Path reference = new Reference("odd-dense").checkpoint().path();
        for (String file : List.of("config.json", "model.safetensors", "inputs.safetensors", "expected.safetensors")) {
            Files.copy(reference.resolve(file), folder.resolve(file));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "position_ids",
                "vision.merged",
                "vision.deepstack.1",
                "logits",
                "loss",
                "grad.model.language_model.layers.1.self_attn.k_norm.weight",
                "loss.after_one_adamw_step",
                "generated"
            })
    void oneWrongNumberAnywhereIsFound(String tensor) throws IOException {
        // the first: of logits it is that of a padding token
        change(Verification.EXPECTED, tensor);

        assertThat(Verification.run(folder))
                .filteredOn(comparison -> !comparison.ok())
                .extracting(Comparison::tensor)
                .containsExactly(tensor);
    }

    @Test
    void aTensorThatIsNotKnownIsAnError() throws IOException {
        rename(Verification.EXPECTED, "vision.merged", "vision.splendid");

        assertThatThrownBy(() -> Verification.run(folder))
                .isInstanceOf(ModelException.class)
                .hasMessage(folder.resolve("expected.safetensors")
                        + ": tensor vision.splendid: is not known, so it cannot be verified");
    }

    @Test
    void theGradientOfAParameterThatIsNotThereIsAnError() throws IOException {
        rename(Verification.EXPECTED, "grad.lm_head.weight", "grad.lm_hood.weight");

        assertThatThrownBy(() -> Verification.run(folder))
                .hasMessage(folder.resolve("expected.safetensors")
                        + ": tensor grad.lm_hood.weight: the model has no such parameter");
    }

    @Test
    void moreDeepstackFeaturesThanTheModelHasAreADifference() throws IOException {
        rename(Verification.EXPECTED, "vision.deepstack.1", "vision.deepstack.4");

        assertThat(Verification.run(folder))
                .filteredOn(comparison -> !comparison.ok())
                .extracting(Comparison::tensor)
                .containsExactly("vision.deepstack.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "inputs.safetensors", "expected.safetensors"})
    void aMissingFileIsNamed(String file) throws IOException {
        Files.delete(folder.resolve(file));

        assertThatThrownBy(() -> Verification.run(folder))
                .isInstanceOf(ModelException.class)
                .message()
                .startsWith(folder.resolve(file).toString())
                .hasLineCount(1);
    }

    @Test
    void aVideoIsRefused() throws IOException {
        rename(Verification.INPUTS, "pixel_values", "pixel_values_videos");

        assertThatThrownBy(() -> Verification.run(folder))
                .hasMessage(folder.resolve("inputs.safetensors")
                        + ": tensor pixel_values_videos: videos are not supported");
    }

    @Test
    void picturesThatDoNotFitTheTokensAreAnError() throws IOException {
        change(Verification.INPUTS, "image_grid_thw");

        assertThatThrownBy(() -> Verification.run(folder))
                .hasMessage(folder.resolve("inputs.safetensors")
                        + ": tensor image_grid_thw: 2 frames in row 0: videos are not supported");
    }

    /** Adds 1 to the tensor's first number. */
    private void change(String file, String tensor) throws IOException {
        Path path = folder.resolve(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.toIntExact(bytes.getLong(0));
        JsonNode entry = new ObjectMapper()
                .readTree(new String(bytes.array(), 8, header, StandardCharsets.UTF_8))
                .get(tensor);
        int at = 8 + header + entry.path("data_offsets").get(0).asInt();
        if (entry.path("dtype").asText().equals("F32")) {
            bytes.putFloat(at, bytes.getFloat(at) + 1);
        } else {
            bytes.putLong(at, bytes.getLong(at) + 1);
        }
        Files.write(path, bytes.array());
    }

    private void rename(String file, String from, String to) throws IOException {
        header(file, header -> header.set(to, header.remove(from)));
    }

    private void header(String file, Consumer<ObjectNode> change) throws IOException {
        Path path = folder.resolve(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(bytes.getLong(0));
        ObjectMapper json = new ObjectMapper();
        ObjectNode header = (ObjectNode) json.readTree(new String(bytes.array(), 8, length, StandardCharsets.UTF_8));
        change.accept(header);
        byte[] written = json.writeValueAsBytes(header);
        int data = bytes.capacity() - 8 - length;
        ByteBuffer out = ByteBuffer.allocate(8 + written.length + data).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(written.length).put(written).put(bytes.array(), 8 + length, data);
        Files.write(path, out.array());
    }
}
