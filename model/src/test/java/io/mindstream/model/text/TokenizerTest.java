package io.mindstream.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
    private static final String JSON = new BpeTrainer(500).train(Corpus.lines()).toJson();
    private static final Tokenizer TOKENIZER = Tokenizer.parse(JSON);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void specialTokensInTextStayText() {
        for (SpecialToken token : SpecialToken.values()) {
            String text = "a" + token.text() + token.text() + " b";
            int[] ids = TOKENIZER.encode(text);
            assertThat(ids).doesNotContain(specialIds());
            assertThat(TOKENIZER.decode(ids)).isEqualTo(text);
        }
    }

    @Test
    void decodesAsTheLibraryDoes() throws IOException {
        Random random = new Random(2);
        try (HuggingFaceTokenizer library = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8)), Map.of("truncation", "false"))) {
            for (int i = 0; i < 500; i++) {
                // Any ids: also such that are no UTF-8.
                int[] ids = random.ints(random.nextInt(30), 0, TOKENIZER.size()).toArray();
                String expected =
                        library.decode(Arrays.stream(ids).asLongStream().toArray(), true);
                // Java and Rust write a different number of replacements for bytes that are a surrogate's.
                assertThat(TOKENIZER.decode(ids).replaceAll("\uFFFD+", "\uFFFD"))
                        .isEqualTo(expected.replaceAll("\uFFFD+", "\uFFFD"));
            }
        }
    }

    @Test
    void streamsWholeCharacters() {
        String text = "Größe 数 👩‍🚀🇩🇪 end";
        StreamingDecoder decoder = TOKENIZER.decoder();
        StringBuilder streamed = new StringBuilder();
        for (int id : TOKENIZER.encode(text)) {
            String part = decoder.add(id);
            assertThat(part).doesNotContain("\uFFFD");
            assertThat(part.isEmpty() || !Character.isHighSurrogate(part.charAt(part.length() - 1)))
                    .isTrue();
            streamed.append(part);
        }
        assertThat(streamed.append(decoder.finish())).hasToString(text);
    }

    @Test
    void aReplyThatStopsInsideACharacterEndsInAReplacement() {
        int[] ids = TOKENIZER.encode("a😀");
        StreamingDecoder decoder = TOKENIZER.decoder();
        StringBuilder streamed = new StringBuilder();
        for (int i = 0; i < ids.length - 1; i++) {
            streamed.append(decoder.add(ids[i]));
        }
        assertThat(streamed).hasToString("a");
        assertThat(decoder.finish()).isEqualTo("\uFFFD");
    }

    @Test
    void longTextsAreNotCut() {
        String text = "x1".repeat(5000);
        assertThat(TOKENIZER.encode(text)).hasSize(10_000);
    }

    @Test
    void severalThreadsMayEncodeAtOnce() {
        List<String> texts = Corpus.lines().toList();
        List<int[]> alone = texts.stream().map(TOKENIZER::encode).toList();
        List<int[]> together = IntStream.range(0, 8)
                .parallel()
                .boxed()
                .flatMap(i -> texts.stream())
                .map(TOKENIZER::encode)
                .toList();
        for (int i = 0; i < together.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i % alone.size()));
        }
    }

    @Test
    void brokenSurrogatesBecomeReplacements() {
        assertThat(TOKENIZER.decode(TOKENIZER.encode("a\ud800b\udc00😀"))).isEqualTo("a\uFFFDb\uFFFD😀");
    }

    @Test
    void wordsAddedToTheVocabularyAreOneToken() {
        String json = JSON.replaceFirst(
                "\"added_tokens\" : \\[", "$0 {\"id\": 600, \"content\": \"<think>\", \"special\": false},");
        try (Tokenizer tokenizer = Tokenizer.parse(json)) {
            assertThat(tokenizer.encode("red<think><|im_end|>"))
                    .startsWith(join(TOKENIZER.encode("red"), 600))
                    .doesNotContain(specialIds());
            assertThat(tokenizer.decode(tokenizer.encode("red<think> circle"))).isEqualTo("red<think> circle");
            assertThat(tokenizer.size()).isEqualTo(601);
        }
    }

    @Test
    void writesWhatItReadAndTellsTransformersTheTemplate(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("made/tokenizer.json");
        new BpeTrainer(500).train(Corpus.lines()).write(file);
        try (Tokenizer tokenizer = Tokenizer.load(file.getParent())) {
            tokenizer.write(directory);
        }
        assertThat(directory.resolve("tokenizer.json")).hasSameTextualContentAs(file);
        assertThat(directory.resolve("tokenizer_config.json")).content().contains("<|im_start|>", "chat_template");

        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"kept\": 1}");
        try (Tokenizer tokenizer = Tokenizer.load(directory)) {
            tokenizer.write(file.getParent());
        }
        assertThat(file.resolveSibling("tokenizer_config.json")).hasContent("{\"kept\": 1}");
    }

    @Test
    void aFileThatIsNoTokenizerIsNamed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("tokenizer.json");
        refused(file, "{", "not JSON");
        refused(file, "[]", "model.type: is missing, must be BPE");
        refused(file, JSON.replace("\"BPE\"", "\"Unigram\""), "model.type: is Unigram, must be BPE");
        refused(file, JSON.replace("<|image_pad|>", "<image>"), "added_tokens: no special token <|image_pad|>");
        refused(
                file,
                JSON.replace("\"id\" : " + TOKENIZER.id(SpecialToken.END_OF_TEXT), "\"id\" : 2147483647"),
                "id: is 2147483647, must be a number");
        refused(file, JSON.replace("\"Ġ\" : 220", "\"Ġ\" : \"x\""), "id: is \"x\", must be a number");
        refused(file, JSON.replace("\"Split\"", "\"Splat\""), "not a tokenizer");
    }

    private static void refused(Path file, String json, String reason) throws IOException {
        Files.writeString(file, json);
        assertThatThrownBy(() -> Tokenizer.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(file.toString(), reason);
    }

    private static int[] specialIds() {
        return Arrays.stream(SpecialToken.values()).mapToInt(TOKENIZER::id).toArray();
    }

    private static int[] join(int[] ids, int id) {
        return IntStream.concat(Arrays.stream(ids), IntStream.of(id)).toArray();
    }
}
