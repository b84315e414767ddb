package io.mindstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    private Path folder;

    private static Weights some() {
        Random random = new Random(3);
        float[] many = new float[3_000_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = (float) random.nextGaussian();
        }
        return new Weights(
                Map.of(
                        "large", new FloatTensor(new long[] {3, 1000, 1000}, many),
                        "scalar", new FloatTensor(new long[0], new float[] {7})),
                "test");
    }

    @Test
    void singlePrecisionComesBackBitForBitAcrossWindows() throws IOException {
        Path path = folder.resolve("a.safetensors");
        SafetensorsWriter.write(path, some(), ElementType.F32, Map.of("format", "pt"));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.names()).containsExactlyInAnyOrder("large", "scalar");
            assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
            assertThat(file.shape("large")).containsExactly(3, 1000, 1000);
            assertThat(file.read("large").values())
                    .isEqualTo(some().read("large").values());
            assertThat(file.read("scalar").values()).containsExactly(7f);
        }
    }

    @Test
    void bfloat16IsRoundedToTheNearest() throws IOException {
        Path path = folder.resolve("b.safetensors");
        SafetensorsWriter.write(path, some(), ElementType.BF16, Map.of());
        float[] exact = some().read("large").values();
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.type("large")).isEqualTo(ElementType.BF16);
            float[] rounded = file.read("large").values();
            for (int i = 0; i < exact.length; i++) {
                assertThat(Math.abs(rounded[i] - exact[i])).isLessThanOrEqualTo(Math.abs(exact[i]) / 256);
            }
        }
        assertThat(ElementType.toBfloat16(Float.intBitsToFloat(0x3F808000))).isEqualTo((short) 0x3F80);
        assertThat(ElementType.toBfloat16(Float.intBitsToFloat(0x3F818000))).isEqualTo((short) 0x3F82);
        assertThat(ElementType.toBfloat16(Float.POSITIVE_INFINITY)).isEqualTo((short) 0x7F80);
        assertThat(Float.isNaN(Float.intBitsToFloat(ElementType.toBfloat16(Float.intBitsToFloat(0x7F800001)) << 16)))
                .isTrue();
    }

    @Test
    void halfPrecisionIsRead() throws IOException {
        short[] halves = {0x3C00, (short) 0xC000, 0x7BFF, 0x0001, 0x0400, (short) 0x8000, 0x7C00, 0x3555};
        float[] floats = {1, -2, 65504, 0x1p-24f, 0x1p-14f, -0f, Float.POSITIVE_INFINITY, 0.33325195f};
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (short half : halves) {
            data.putShort(half);
        }
        Path path = file("{\"h\":{\"dtype\":\"F16\",\"shape\":[2,4],\"data_offsets\":[0,16]}}", data.array());
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.read("h").values()).containsExactly(floats);
        }
    }

    @Test
    void halfPrecisionIsRoundedToTheNearestAndEveryHalfComesBack() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float value = ElementType.halfToFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(ElementType.halfToFloat(ElementType.toHalf(value))).isNaN();
            } else {
                assertThat(ElementType.toHalf(value)).isEqualTo((short) bits);
            }
        }
        // ties to even, at the smallest, the smallest normal and at 1
        assertThat(ElementType.toHalf(0x1p-25f)).isEqualTo((short) 0);
        assertThat(ElementType.toHalf(0x1.8p-24f)).isEqualTo((short) 2);
        assertThat(ElementType.toHalf(1 + 0x1p-11f)).isEqualTo((short) 0x3C00);
        assertThat(ElementType.toHalf(-1 - 0x1.8p-10f)).isEqualTo((short) 0xBC02);
        assertThat(ElementType.toHalf(65519.99f)).isEqualTo((short) 0x7BFF);
        assertThatThrownBy(() -> ElementType.toHalf(65520f)).hasMessageContaining("65520.0 is beyond");
    }

    @Test
    void whatHalfPrecisionCannotHoldIsNamedWithItsTensorAndFile() {
        Path path = folder.resolve("h.safetensors");
        Weights weights = new Weights(Map.of("hot", new FloatTensor(new long[] {2}, new float[] {1, 70000})), "test");
        assertThatThrownBy(() -> SafetensorsWriter.write(path, weights, ElementType.F16, Map.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(path + ": tensor hot: 70000.0 is beyond");
    }

    @Test
    void aFileLongerThanItsTensorsOrWithAGapIsNamed() throws IOException {
        Path longer = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[8]);
        assertThatThrownBy(() -> SafetensorsFile.open(longer))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(longer + ": its tensors end at byte");
        Path gap = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", new byte[8]);
        assertThatThrownBy(() -> SafetensorsFile.open(gap)).hasMessageContaining("tensor w: begins at byte");
    }

    @Test
    void aTruncatedFileAWrongSizeAnUnknownTypeAndGarbageAreNamed() throws IOException {
        Path truncated = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", new byte[8]);
        assertThatThrownBy(() -> SafetensorsFile.open(truncated))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(truncated.toString())
                .hasMessageContaining("tensor w")
                .hasMessageContaining("truncated");
        Path wrong = file("{\"w\":{\"dtype\":\"F32\",\"shape\":[5],\"data_offsets\":[0,16]}}", new byte[16]);
        assertThatThrownBy(() -> SafetensorsFile.open(wrong)).hasMessageContaining("tensor w: data_offsets [0,16]");
        Path type = file("{\"w\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]}}", new byte[4]);
        assertThatThrownBy(() -> SafetensorsFile.open(type)).hasMessageContaining("tensor w: dtype F8_E4M3");
        Path garbage = Files.write(folder.resolve("garbage"), new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9});
        assertThatThrownBy(() -> SafetensorsFile.open(garbage))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("garbage");
        assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("absent")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("absent");
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(data);
        return Files.write(Files.createTempFile(folder, "t", ".safetensors"), bytes.array());
    }
}
