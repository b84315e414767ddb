package io.mindstream.bus.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mindstream.bus.MalformedRecordException;
import io.mindstream.bus.Retention;
import io.mindstream.samples.Answer;
import io.mindstream.samples.Candidate;
import io.mindstream.samples.Facts;
import io.mindstream.samples.Ids;
import io.mindstream.samples.ImageRef;
import io.mindstream.samples.Label;
import io.mindstream.samples.Observation;
import io.mindstream.samples.Provenance;
import io.mindstream.samples.Request;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Stage;
import io.mindstream.samples.Turn;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroCodecTest {
    private static final int ROUNDS = 200;

    record Case<T>(AvroCodec<T> codec, Function<RandomVocabulary, T> draw) {
        @Override
        public String toString() {
            return codec.name();
        }
    }

    static Stream<Case<?>> records() {
        return Stream.of(
                new Case<>(Codecs.DEMAND, RandomVocabulary::demand),
                new Case<>(Codecs.REQUEST, RandomVocabulary::request),
                new Case<>(Codecs.REQUEST_END, RandomVocabulary::requestEnd),
                new Case<>(Codecs.CANDIDATE, RandomVocabulary::candidate),
                new Case<>(Codecs.SAMPLE, RandomVocabulary::sample),
                new Case<>(Codecs.REJECTION, RandomVocabulary::rejection),
                new Case<>(Codecs.OUTCOME, RandomVocabulary::outcome),
                new Case<>(Codecs.LABEL_STATS, RandomVocabulary::labelStats),
                new Case<>(Codecs.QUEUE_STATE, RandomVocabulary::queueState),
                new Case<>(Codecs.METRIC, RandomVocabulary::metric),
                new Case<>(Codecs.CHECKPOINT, RandomVocabulary::checkpoint));
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void decodesWhatItEncoded(Case<T> record) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            T drawn = record.draw().apply(new RandomVocabulary(seed));
            byte[] bytes = record.codec().encode(drawn);
            assertThat(record.codec().decode(bytes)).isEqualTo(drawn);
            T drawnAgain = record.draw().apply(new RandomVocabulary(seed));
            assertThat(record.codec().encode(drawnAgain))
                    .as("equal records, equal bytes")
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void isSingleObjectEncodingAsAvroItselfReadsIt(Case<T> record) throws IOException {
        byte[] bytes = record.codec().encode(record.draw().apply(new RandomVocabulary(1)));
        GenericRecord read = new BinaryMessageDecoder<GenericRecord>(
                        GenericData.get(), record.codec().schema())
                .decode(bytes);
        assertThat(read.getSchema()).isEqualTo(record.codec().schema());
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void damagedBytesAreMalformedOrAnotherLegalRecordButNothingElse(Case<T> record) {
        Random random = new Random(7);
        byte[] whole = record.codec().encode(record.draw().apply(new RandomVocabulary(3)));
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                record.codec().decode(damaged);
            } catch (MalformedRecordException e) {
                assertThat(e).hasMessageStartingWith(record.codec().name() + ": ");
            }
        }
        for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> record.codec().decode(cut)).isInstanceOf(MalformedRecordException.class);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> record.codec().decode(longer))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("bytes follow");
        byte[] foreign = whole.clone();
        foreign[5] ^= 1;
        assertThatThrownBy(() -> record.codec().decode(foreign))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("none of the known versions");
    }

    @Test
    void aRecordThatBreaksARuleNamesTheField() {
        Sample sample = new RandomVocabulary(5).sample();
        byte[] bytes = Codecs.SAMPLE.encode(sample);
        GenericRecord record =
                Row.of(Codecs.SAMPLE.schema(), sample, SampleMappings.SAMPLE).record();
        record.put(
                "turns",
                new GenericData.Array<>(Codecs.SAMPLE.schema().getField("turns").schema(), List.of()));
        AvroCodec<GenericRecord> raw =
                new AvroCodec<>("raw", new SchemaVersions(List.of(Codecs.SAMPLE.schema())), new RecordMapping<>() {
                    @Override
                    public void write(GenericRecord value, Row row) {
                        value.getSchema().getFields().forEach(field -> row.set(field.name(), value.get(field.name())));
                    }

                    @Override
                    public GenericRecord read(Row row) {
                        return row.record();
                    }
                });
        byte[] empty = raw.encode(record);
        assertThat(empty).isNotEqualTo(bytes);
        assertThatThrownBy(() -> Codecs.SAMPLE.decode(empty))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("sample: sample.turns: empty");
    }

    @Test
    void aFullCandidateFitsIntoAMessage() {
        byte[] picture = new byte[ImageRef.MAX_INLINE];
        new Random(1).nextBytes(picture);
        ImageRef image = ImageRef.inline(picture, 448, 448);
        Label label = new Label("a/b/c", "d/e/f");
        Ids ids = new Ids(1, 1, 1, 1, 1, 1);
        Provenance provenance = new Provenance("source", 1, 1, "request", "key");
        String longText = "word ".repeat(2000);
        Turn turn = new Turn("family", "d/e/f", longText, longText, new Answer.FreeText(longText));
        Sample sample =
                Sample.of(List.of(image), List.of(turn, turn, turn), label, ids, Set.of(Stage.KNOWLEDGE), provenance);
        Request request = new Request("id", Stage.KNOWLEDGE, label, "source", 1, 30, 1, List.of(), 0);
        Facts facts = new Facts(List.of(longText), List.of(longText), List.of(longText), List.of(longText));
        Candidate candidate = new Candidate(
                request,
                new Observation("source", 1, image, "key", "a/b/c", facts),
                ids,
                Collections.nCopies(30, sample));

        byte[] bytes = Codecs.CANDIDATE.encode(candidate);

        assertThat(bytes.length).isLessThan(Retention.MAX_REQUEST);
        int texts = 30 * 9 * longText.length() + 4 * longText.length();
        assertThat(bytes.length).as("the picture is there once").isBetween(texts, texts + 2 * ImageRef.MAX_INLINE);
        Candidate read = Codecs.CANDIDATE.decode(bytes);
        assertThat(read).isEqualTo(candidate);
        assertThat(read.samples().get(29).images().get(0).inline()).isEqualTo(picture);

        Sample album =
                Sample.of(Collections.nCopies(100, image), List.of(turn), label, ids, Set.of(Stage.RL), provenance);
        assertThat(Codecs.SAMPLE.encode(album).length).isLessThan(Retention.MAX_REQUEST);
    }
}
