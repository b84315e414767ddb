package io.mindstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.config.ProfileLoader;
import io.mindstream.config.TrainerSettings;
import io.mindstream.curriculum.Lease;
import io.mindstream.model.checkpoint.Qwen3VlConfig;
import io.mindstream.model.image.ImageProcessor;
import io.mindstream.model.image.PictureDecoder;
import io.mindstream.model.nano.NanoModel;
import io.mindstream.model.program.Batch;
import io.mindstream.model.text.ChatTemplate;
import io.mindstream.model.text.Tokenizer;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Rejection;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollatorTest {
    private final Tokenizer tokenizer = NanoModel.tokenizer();
    private final Qwen3VlConfig config = NanoModel.config(tokenizer);
    private final Sample seen = ColourSamples.sample(1);
    private final Sample text =
            Sample.of(List.of(), seen.turns(), seen.label(), seen.ids(), seen.stages(), seen.provenance());

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void whatFitsTheModelIsTrained() {
        PreparedBatch prepared = collator(config).prepare(lease(seen, text));

        assertThat(prepared.rejected()).isEmpty();
        assertThat(prepared.parts().stream().mapToInt(Batch::size).sum()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 2", "1, 3, 3", "2, 3, 6"})
    void aBatchIsCutIntoSoManyPartsAThread(int threads, int microBatches, int parts) {
        Sample[] samples =
                IntStream.range(0, 12).mapToObj(ColourSamples::sample).toArray(Sample[]::new);

        PreparedBatch prepared = new Collator(encoder(200), config, settings(threads, microBatches), Clock.systemUTC())
                .prepare(lease(samples));

        assertThat(prepared.parts()).hasSize(parts);
        assertThat(prepared.parts().stream().mapToInt(Batch::size).sum()).isEqualTo(12);
    }

    @Test
    void longRepliesCountLessAToken() {
        SampleEncoder.Encoded encoded = encoder(200).encode(text);

        assertThat(encoded.turns()).isNotEmpty().allSatisfy(reply -> {
            int length = reply.end() - reply.start();
            for (int i = reply.start(); i < reply.end(); i++) {
                assertThat(encoded.example().weights()[i]).isEqualTo((float) (1 / Math.sqrt(length)));
            }
        });
    }

    @Test
    void aSampleThatTheModelCannotTakeIsRejectedAndTheOthersTrained() {
        // To a model of another image token those of the picture are words, and too few stand for the picture.
        Qwen3VlConfig other = new Qwen3VlConfig(
                config.text(),
                config.vision(),
                config.tiedHead(),
                config.visionStartToken(),
                config.videoToken(),
                config.visionStartToken(),
                config.visionEndToken(),
                config.stopTokens(),
                config.padToken());

        PreparedBatch prepared = collator(other).prepare(lease(seen, text));

        assertThat(prepared.rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.id()).isEqualTo(seen.id());
            assertThat(rejection.reason()).isEqualTo(Rejection.Reason.QUALITY);
            assertThat(rejection.detail()).contains("takes 16 image tokens");
        });
        assertThat(prepared.rows()).extracting(row -> row.leased().sample()).containsExactly(text);
        assertThat(prepared.parts().stream().mapToInt(Batch::size).sum()).isEqualTo(1);
    }

    @Test
    void aPictureInAStoreIsTrainedAndOneThatIsGoneIsRejected(@TempDir Path dir) throws IOException {
        byte[] picture = seen.images().get(0).inline();
        String sha256 = new ImageStore(dir).put(picture);
        Path file = dir.resolve(sha256.substring(0, 2)).resolve(sha256);
        ImageRef stored = new ImageRef(sha256, 64, 64, picture.length, null, file.toUri());
        Sample sample =
                Sample.of(List.of(stored), seen.turns(), seen.label(), seen.ids(), seen.stages(), seen.provenance());

        PreparedBatch there = collator(config).prepare(lease(sample));
        Files.delete(file);
        PreparedBatch gone = collator(config).prepare(lease(sample, text));

        assertThat(there.rejected()).isEmpty();
        assertThat(there.rows().get(0).encoded().example().tokens())
                .isEqualTo(encoder(200).encode(seen).example().tokens());
        assertThat(gone.rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Rejection.Reason.PICTURE);
            assertThat(rejection.detail()).contains(file + ": no such picture");
        });
        assertThat(gone.rows()).hasSize(1);
    }

    @Test
    void aLeaseOfNothingButThoseIsEmpty() {
        Sample tooLong = ColourSamples.sample(2);
        Collator strict = new Collator(encoder(16), config, settings(1, 2), Clock.systemUTC());

        PreparedBatch prepared = strict.prepare(lease(tooLong));

        assertThat(prepared.parts()).isEmpty();
        assertThat(prepared.rejected()).hasSize(1);
    }

    private Collator collator(Qwen3VlConfig model) {
        return new Collator(encoder(200), model, settings(2, 1), Clock.systemUTC());
    }

    private static TrainerSettings settings(int threads, int microBatches) {
        return new ProfileLoader()
                .load("nano", Map.of("trainer.threads", "" + threads, "trainer.microBatches", "" + microBatches))
                .trainer();
    }

    private SampleEncoder encoder(int maxTokens) {
        return new SampleEncoder(
                new ChatTemplate(tokenizer),
                new ImageProcessor(NanoModel.images(config, 64)),
                new PictureDecoder(1 << 20),
                maxTokens,
                0.5);
    }

    private static Lease lease(Sample... samples) {
        return new Lease(
                1,
                0,
                List.of(samples).stream()
                        .map(sample -> new Lease.Leased(sample, Stage.KNOWLEDGE, 0))
                        .toList());
    }
}
