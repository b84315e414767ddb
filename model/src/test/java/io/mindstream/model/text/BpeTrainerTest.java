package io.mindstream.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpeTrainerTest {
    private static final TokenizerFile FILE = new BpeTrainer(425).train(Corpus.lines());
    private static final Tokenizer TOKENIZER = Tokenizer.parse(FILE.toJson());

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "purple", "circle", "square", "the", "colour"})
    void frequentWordsAreOneTokenWithAndWithoutTheSpace(String word) {
        assertThat(TOKENIZER.encode(word)).hasSize(1);
        assertThat(TOKENIZER.encode(" " + word)).hasSize(1);
    }

    @Test
    void theTemplatesRolesAreOneTokenEach() {
        for (Message.Role role : Message.Role.values()) {
            assertThat(TOKENIZER.encode(role.text() + "\n")).hasSize(2);
        }
    }

    @Test
    void aLeadingSpaceDoesNotChangeHowTheRestIsCut() {
        for (String word : List.of("redder", "triangles", "theory", "unheard", "Größenwahn")) {
            String bare = TOKENIZER.decode(TOKENIZER.encode(word));
            int[] with = TOKENIZER.encode(" " + word);
            int[] without = TOKENIZER.encode(word);
            assertThat(bare).isEqualTo(word);
            int apart = with.length - without.length;
            assertThat(apart).isBetween(0, 1);
            for (int i = 1; i < without.length; i++) {
                assertThat(with[i + apart]).isEqualTo(without[i]);
            }
        }
    }

    @Test
    void digitsAreReadOneByOne() {
        int[] ids = TOKENIZER.encode("2026");
        assertThat(ids).hasSize(4);
        assertThat(ids[0]).isEqualTo(ids[2]).isNotEqualTo(ids[1]);
        assertThat(TOKENIZER.encode(" 42")).hasSize(3);
    }

    @Test
    void theFileHasTheSizeAskedForAndNoEntryTwice() {
        assertThat(FILE.size()).isEqualTo(425);
        assertThat(new HashSet<>(FILE.entries())).hasSize(FILE.entries().size());
        assertThat(new HashSet<>(FILE.merges())).hasSize(FILE.merges().size());
        assertThat(TOKENIZER.size()).isEqualTo(425);
        assertThat(TOKENIZER.id(SpecialToken.VIDEO_PAD)).isEqualTo(424);
    }

    @Test
    void aCorpusThatIsTooSmallGivesASmallerVocabulary() {
        TokenizerFile file = new BpeTrainer(2000).train(Stream.of("one two", "two"));

        assertThat(file.size()).isLessThan(320);
        try (Tokenizer tokenizer = Tokenizer.parse(file.toJson())) {
            assertThat(tokenizer.encode("two")).hasSize(1);
        }
        assertThatThrownBy(() -> new BpeTrainer(262)).hasMessageContaining("vocabulary: 262 is less than 263");
    }

    @Test
    void theOrderOfTheLinesDoesNotMatter() {
        List<String> lines = new ArrayList<>(Corpus.lines().toList());
        Collections.shuffle(lines, new Random(9));

        assertThat(new BpeTrainer(425).train(lines.stream())).isEqualTo(FILE);
    }

    @Test
    void aLargerVocabularyNeverMakesTheCorpusLonger() {
        long previous = Long.MAX_VALUE;
        for (int size : new int[] {263, 290, 330, 400}) {
            RankedBpe bpe = new RankedBpe(new BpeTrainer(size).train(Corpus.lines()));
            long tokens =
                    Corpus.lines().mapToLong(line -> bpe.encode(line).length).sum();
            assertThat(tokens).isLessThan(previous);
            previous = tokens;
        }
    }

    @Test
    void theLibraryReadsTheFileAsItWasMeant() {
        RankedBpe expected = new RankedBpe(FILE);
        Random random = new Random(17);
        List<String> texts = new ArrayList<>(Corpus.lines().toList());
        for (int i = 0; i < 2000; i++) {
            texts.add(RandomText.of(random));
        }
        for (String text : texts) {
            int[] ids = TOKENIZER.encode(text);
            assertThat(ids).as(text).isEqualTo(expected.encode(text));
            assertThat(TOKENIZER.decode(ids)).isEqualTo(text);
        }
    }
}
