package io.mindstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mindstream.model.ModelException;
import io.mindstream.model.program.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference checkpoint in shards of 200 KB, whole and damaged in every way. */
class ShardedWeightsTest {
    private static final String TENSOR = "model.language_model.layers.1.mlp.up_proj.weight";

    @TempDir
    private Path folder;

    private final Reference reference = new Reference();

    @BeforeEach
    void write() throws IOException {
        try (StoredWeights whole = reference.checkpoint().weights()) {
            new CheckpointDirectory(folder)
                    .writeModel(reference.config(), whole, new WeightsWriter(ElementType.F32, 200_000), bytes -> {});
        }
    }

    private JsonNode index() throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve(CheckpointDirectory.INDEX)));
    }

    private Path shardOf(String tensor) throws IOException {
        return folder.resolve(index().path("weight_map").path(tensor).asText());
    }

    private void check() throws IOException {
        try (StoredWeights weights = new CheckpointDirectory(folder).weights()) {
            new ParameterLayout(reference.config()).check(weights);
        }
    }

    @Test
    void shardsAreNamedLimitedAndIndexedAsTransformersDoes() throws IOException {
        try (StoredWeights whole = reference.checkpoint().weights();
                Stream<Path> files = Files.list(folder)) {
            TreeSet<String> shards =
                    new TreeSet<>(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".safetensors"))
                            .toList());
            assertThat(shards.size()).isGreaterThan(6);
            assertThat(shards.first()).isEqualTo("model-00001-of-%05d.safetensors".formatted(shards.size()));
            JsonNode index = index();
            assertThat(index.path("metadata").path("total_size").asLong()).isEqualTo(whole.bytes());
            assertThat(index.path("weight_map").size()).isEqualTo(whole.names().size());
            for (String shard : shards) {
                try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(shard))) {
                    assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
                    assertThat(file.bytes()).isLessThanOrEqualTo(200_000);
                }
            }
        }
    }

    @Test
    void everyTensorComesBackBitForBit() throws IOException {
        try (StoredWeights whole = reference.checkpoint().weights();
                StoredWeights sharded = new CheckpointDirectory(folder).weights()) {
            assertThat(sharded.names()).containsExactlyInAnyOrderElementsOf(whole.names());
            for (String name : whole.names()) {
                assertThat(sharded.read(name).values())
                        .isEqualTo(whole.read(name).values());
                assertThat(sharded.shape(name)).isEqualTo(whole.shape(name));
            }
        }
    }

    @Test
    void aFileThatIsNotThereIsNamedWithATensorOfIt() throws IOException {
        Path shard = shardOf(TENSOR);
        Files.delete(shard);
        assertThatThrownBy(this::check)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(shard + ": no such file")
                .hasMessageContaining("puts tensor model.");
    }

    @Test
    void aTruncatedShardIsNamedWithTheTensorThatIsCut() throws IOException {
        Path shard = shardOf(TENSOR);
        byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(bytes, bytes.length - 4));
        assertThatThrownBy(this::check)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(shard + ": tensor model.")
                .hasMessageContaining("truncated");
    }

    @Test
    void aWrongShapeAndAWrongDtypeAreNamedWithTheirFiles() throws IOException {
        Path shard = shardOf(TENSOR);
        edit(shard, "\"shape\":[128,64]", "\"shape\":[64,128]");
        assertThatThrownBy(this::check)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(" has shape [64, 128] instead of [128, 64] in " + shard);
        write();
        edit(shard, "\"dtype\":\"F32\"", "\"dtype\":\"I32\"");
        assertThatThrownBy(this::check)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(" has dtype I32, which is none of F32, F16 and BF16 in " + shard);
        write();
        edit(shard, "\"dtype\":\"F32\"", "\"dtype\":\"F16\"");
        assertThatThrownBy(this::check)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(shard + ": tensor model.")
                .hasMessageContaining("do not fit the shape");
    }

    /** Replaces text of the header by as long a one. */
    private static void edit(Path shard, String from, String to) throws IOException {
        String text = Files.readString(shard, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        Files.writeString(
                shard, text.replaceFirst(java.util.regex.Pattern.quote(from), to), StandardCharsets.ISO_8859_1);
    }

    @Test
    void anIndexThatDoesNotFitItsFilesNamesTensorAndFile() throws IOException {
        Path index = folder.resolve(CheckpointDirectory.INDEX);
        String good = Files.readString(index);
        Path shard = shardOf(TENSOR);
        Files.writeString(index, good.replace(TENSOR, TENSOR + "s"));
        assertThatThrownBy(this::check).hasMessageContaining(shard + ": no tensor " + TENSOR + "s");
        Files.writeString(index, good.replaceFirst(",\\s+\"" + TENSOR + "\"[^,]+", ""));
        assertThatThrownBy(this::check).hasMessageContaining(shard + ": tensor " + TENSOR + " is not where");
        Files.writeString(index, good.replace(shard.getFileName().toString(), "../" + shard.getFileName()));
        assertThatThrownBy(this::check).hasMessageContaining("no such file");
        Files.writeString(index, "{}");
        assertThatThrownBy(this::check).hasMessageContaining(index + ": weight_map");
    }

    @Test
    void missingAndExtraTensorsAreNamedWithTheirFiles() throws IOException {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        try (StoredWeights whole = reference.checkpoint().weights()) {
            whole.names().forEach(name -> tensors.put(name, whole.read(name)));
        }
        tensors.remove(TENSOR);
        tensors.put("surplus", new FloatTensor(new long[] {1}, new float[1]));
        new WeightsWriter(ElementType.F32, 200_000).write(folder, new Weights(tensors, "test"), bytes -> {});
        assertThatThrownBy(this::check)
                .hasMessageContaining(folder.resolve(CheckpointDirectory.INDEX) + ": missing tensor " + TENSOR)
                .hasMessageContaining("extra tensor surplus in " + shardOf("surplus"));
    }

    @Test
    void aTensorLargerThanAShardHasAFileOfItsOwn() throws IOException {
        Weights three = new Weights(
                new LinkedHashMap<>(Map.of("large", new FloatTensor(new long[] {100}, new float[100]))), "test");
        Path other = Files.createDirectory(folder.resolve("other"));
        new WeightsWriter(ElementType.BF16, 10).write(other, three, bytes -> {});
        assertThat(other.resolve(CheckpointDirectory.WEIGHTS)).exists();
        assertThat(List.of(other.toFile().list())).hasSize(1);
    }
}
