package io.mindstream.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Trains a byte-level BPE vocabulary (R. Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units", 2016; byte level
 * as in GPT-2) that Hugging Face's tokenizers read. Deterministic: the same lines in any order give the same file.
 *
 * <p>It differs from the common trainer in one point: a word's leading space is merged last. All merges of bare words rank before all
 * merges of a space with what follows it, so that {@code red} and {@code ·red} are cut alike, and a frequent word is one token at the
 * start of a reply as well as inside it. How much of the vocabulary goes to either kind is chosen so that the corpus gets shortest.
 */
public final class BpeTrainer {
    /** Words of the chat template: they stand in every conversation without being in the corpus. */
    private static final List<String> ROLES = List.of("system", "user", "assistant");

    private final int vocabulary;

    /**
     * @param vocabulary number of entries, special tokens included; a corpus with few words may yield fewer
     * @throws IllegalArgumentException if the bytes and the special tokens do not fit into it
     */
    public BpeTrainer(int vocabulary) {
        int least = 256 + SpecialToken.values().length;
        if (vocabulary < least) {
            throw new IllegalArgumentException("vocabulary: " + vocabulary + " is less than " + least
                    + ", which 256 bytes and the special tokens take");
        }
        this.vocabulary = vocabulary;
    }

    /**
     * Trains on lines of text: questions, replies, descriptions, each as it stands in a message (no template around it).
     *
     * @param lines of any number; only the distinct words are kept in memory
     */
    public TokenizerFile train(Stream<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        long[] total = new long[1];
        lines.sequential().forEach(line -> {
            total[0]++;
            PreTokenizer.split(line, piece -> counts.merge(ByteAlphabet.write(piece), 1L, Long::sum));
        });
        ROLES.forEach(role -> counts.merge(role, Math.max(2, total[0]), Long::sum));

        BpeMerges merges = new BpeMerges(counts);
        List<String> entries = new ArrayList<>(merges.learn(vocabulary - SpecialToken.values().length));
        return new TokenizerFile(entries, merges.learnt());
    }
}
