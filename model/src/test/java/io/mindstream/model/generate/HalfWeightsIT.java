package io.mindstream.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.StoredWeights;
import io.mindstream.model.checkpoint.WeightsWriter;
import io.mindstream.model.engine.Precision;
import io.mindstream.model.program.Reference;
import io.mindstream.model.release.Conversion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the same numbers are stored, the same model comes of them. */
class HalfWeightsIT {
    @TempDir
    private Path folder;

    private final Reference reference = new Reference();

    @Test
    void weightsKeptInBfloat16AnswerBitForBitAsThoseWidenedOnTheWay() throws IOException {
        Path half = convert(reference.checkpoint().path(), "half", ElementType.BF16);
        Path wide = convert(half, "wide", ElementType.F32);
        for (Precision precision : Precision.values()) {
            Reply one = reply(half, precision);
            Reply other = reply(wide, precision);
            assertThat(one.tokens()).isEqualTo(other.tokens());
            assertThat(one.logProbabilities()).isEqualTo(other.logProbabilities());
        }
    }

    @Test
    void fp16IsReadExactly() throws IOException {
        Path half = convert(reference.checkpoint().path(), "half", ElementType.F16);
        Path wide = convert(half, "wide", ElementType.F32);
        assertThat(reply(half, Precision.FLOAT32).logProbabilities())
                .isEqualTo(reply(wide, Precision.FLOAT32).logProbabilities());
    }

    @Test
    void theTrainerReadsBfloat16Too() throws IOException {
        Path half = convert(reference.checkpoint().path(), "half", ElementType.BF16);
        try (StoredWeights weights = new CheckpointDirectory(half).weights();
                var program = new io.mindstream.model.program.TorchModelProgram(
                        reference.config(), weights, Precision.FLOAT32, 1)) {
            for (String name : weights.names()) {
                assertThat(program.weights().read(name).values())
                        .as(name)
                        .isEqualTo(weights.read(name).values());
            }
        }
    }

    private Path convert(Path from, String name, ElementType type) throws IOException {
        Path to = folder.resolve(name);
        try (Conversion conversion = new Conversion(from, new WeightsWriter(type, 300_000))) {
            conversion.write(to, bytes -> {});
        }
        return to;
    }

    private Reply reply(Path directory, Precision precision) {
        var example = reference.examples().get(0);
        int[] prompt = Arrays.copyOf(example.tokens(), reference.promptLengths()[0]);
        try (TorchGenerator generator = TorchGenerator.load(new CheckpointDirectory(directory), precision, 1)) {
            return generator
                    .generate(List.of(new Prompt(prompt, example.images())), Sampling.greedy(16))
                    .get(0);
        }
    }
}
