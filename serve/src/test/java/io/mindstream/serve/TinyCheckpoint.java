package io.mindstream.serve;

import io.mindstream.model.checkpoint.CheckpointDirectory;
import io.mindstream.model.checkpoint.ElementType;
import io.mindstream.model.checkpoint.FloatTensor;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.checkpoint.RandomWeights;
import io.mindstream.model.checkpoint.TextConfig;
import io.mindstream.model.checkpoint.VisionConfig;
import io.mindstream.model.checkpoint.WeightSource;
import io.mindstream.model.checkpoint.Weights;
import io.mindstream.model.image.ImageProcessorConfig;
import io.mindstream.model.lora.AdapterDirectory;
import io.mindstream.model.lora.AdapterLayout;
import io.mindstream.model.lora.LoraConfig;
import io.mindstream.model.text.BpeTrainer;
import io.mindstream.model.text.SpecialToken;
import io.mindstream.model.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Whole checkpoint directories of a very small Qwen3-VL with random weights: it answers at once, and nonsense. */
final class TinyCheckpoint {
    static final int MAX_LENGTH = 512;

    private static final String TOKENIZER = new BpeTrainer(300)
            .train(Stream.of("what colour is the car", "the car is red", "how many circles are there"))
            .toJson();

    private TinyCheckpoint() {}

    /** @param seed of the weights; another seed gives other replies */
    static Path write(Path directory, long seed) throws IOException {
        Files.createDirectories(directory);
        try (Tokenizer tokenizer = Tokenizer.parse(TOKENIZER)) {
            Qwen3VlConfig config = config(tokenizer);
            new CheckpointDirectory(directory)
                    .writeModel(config, loud(new RandomWeights(config, seed)), ElementType.F32);
            tokenizer.write(directory);
        }
        Files.writeString(
                directory.resolve(ImageProcessorConfig.FILE),
                ImageProcessorConfig.of(8, 2, 2, 32 * 32, 64 * 64).toJson());
        return directory;
    }

    /**
     * An adapter of such a checkpoint, as if it had learnt something.
     *
     * @param base where the checkpoint lies
     */
    static Path writeAdapter(Path directory, Path base, long seed) {
        AdapterLayout layout =
                new AdapterLayout(new CheckpointDirectory(base).config(), new LoraConfig(4, 8, LoraConfig.TEXT_LAYER));
        Random random = new Random(seed);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        layout.shapes().forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(FloatTensor.elements(shape))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.3f;
            }
            tensors.put(name, new FloatTensor(shape, values));
        });
        Weights weights = new Weights(tensors, "the test's adapter");
        new AdapterDirectory(directory).write(layout, weights, base.toString(), ElementType.F32);
        return directory;
    }

    /** As they are drawn for training, random weights hardly look at their input. */
    private static WeightSource loud(WeightSource drawn) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (String name : drawn.names()) {
            FloatTensor tensor = drawn.read(name);
            if (tensor.shape().length > 1) {
                for (int i = 0; i < tensor.values().length; i++) {
                    tensor.values()[i] *= 12;
                }
            }
            tensors.put(name, tensor);
        }
        return new Weights(tensors, drawn.origin());
    }

    private static Qwen3VlConfig config(Tokenizer tokenizer) {
        TextConfig text =
                new TextConfig(tokenizer.size(), 32, 64, 2, 2, 1, 16, 1e-6, 10_000, List.of(4, 2, 2), MAX_LENGTH);
        VisionConfig vision = new VisionConfig(2, 32, 64, 2, 3, 8, 2, 2, 32, 64, List.of(0));
        return new Qwen3VlConfig(
                text,
                vision,
                true,
                tokenizer.id(SpecialToken.IMAGE_PAD),
                tokenizer.id(SpecialToken.VIDEO_PAD),
                tokenizer.id(SpecialToken.VISION_START),
                tokenizer.id(SpecialToken.VISION_END),
                List.of(tokenizer.id(SpecialToken.IM_END)),
                tokenizer.id(SpecialToken.END_OF_TEXT));
    }
}
