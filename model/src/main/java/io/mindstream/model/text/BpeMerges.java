package io.mindstream.model.text;

import io.mindstream.model.text.TokenizerFile.Merge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The merging itself: see {@link BpeTrainer} for what is merged when. Used once. */
final class BpeMerges {
    private static final char SPACE = 'Ġ';
    /** ASCII white space in the byte-level alphabet: a space merges with these as with anything else. */
    private static final String WHITE = ByteAlphabet.write(" \t\n\u000b\f\r");
    /** A pair that occurs once saves one token of the whole corpus and teaches nothing. */
    private static final long RAREST = 2;

    private final List<String> entries = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Merge> merges = new ArrayList<>();
    private final Set<Long> merged = new HashSet<>();
    private final int space;

    /** A word's symbols without a leading space that stands apart. */
    private final List<int[]> words = new ArrayList<>();

    private final long[] counts;
    /** How often the word occurs with the leading space that stands apart. */
    private final long[] spaced;

    private final Map<Long, Long> pairCounts = new HashMap<>();
    /** Words in which the pair occurs, or once occurred. */
    private final Map<Long, Set<Integer>> pairWords = new HashMap<>();
    /** By symbol: how often it directly follows a space that stands apart. */
    private long[] afterSpace = new long[1024];

    /** @param pieces how often each piece of the pre-tokenizer occurs, in the byte-level alphabet */
    BpeMerges(Map<String, Long> pieces) {
        ByteAlphabet.inVocabularyOrder().chars().forEach(c -> entry(Character.toString(c)));
        space = ids.get(String.valueOf(SPACE));
        Map<String, Integer> index = new HashMap<>();
        List<long[]> tallies = new ArrayList<>();
        pieces.forEach((piece, count) -> {
            boolean apart = piece.length() > 1 && standsApart(piece.charAt(0), piece.charAt(1));
            String word = apart ? piece.substring(1) : piece;
            int at = index.computeIfAbsent(word, w -> {
                words.add(w.chars().map(c -> ids.get(Character.toString(c))).toArray());
                tallies.add(new long[2]);
                return tallies.size() - 1;
            });
            tallies.get(at)[0] += count;
            tallies.get(at)[1] += apart ? count : 0;
        });
        counts = tallies.stream().mapToLong(t -> t[0]).toArray();
        spaced = tallies.stream().mapToLong(t -> t[1]).toArray();
        for (int w = 0; w < words.size(); w++) {
            countPairs(w, 1);
        }
    }

    /** The merges of {@link #learn(int)}, in the order of their rank. */
    List<Merge> learnt() {
        return merges;
    }

    /**
     * Learns merges until there are this many entries, or nothing left to merge.
     *
     * @return the entries, by id
     */
    List<String> learn(int vocabulary) {
        // Counting again after each merge would take long for large vocabularies, and moves the optimum by little.
        int stride = 1 + vocabulary / 1000;
        int bestEntries = entries.size();
        int bestMerges = 0;
        long saved = 0;
        long[] bestAfterSpace = afterSpace.clone();
        long most = mostFrequentSum(vocabulary - entries.size());
        while (entries.size() < vocabulary) {
            long pair = mostFrequentPair();
            if (pair < 0) {
                break;
            }
            saved += pairCounts.get(pair);
            merge(pair);
            if (merges.size() % stride != 0) {
                continue;
            }
            long total = saved + mostFrequentSum(vocabulary - entries.size());
            if (total >= most) {
                most = total;
                bestEntries = entries.size();
                bestMerges = merges.size();
                bestAfterSpace = afterSpace.clone();
            }
        }
        entries.subList(bestEntries, entries.size()).clear();
        merges.subList(bestMerges, merges.size()).clear();
        joinSpaces(bestAfterSpace, vocabulary);
        return entries;
    }

    /** Gives what is left of the vocabulary to the symbols that most often follow a space, with the space. */
    private void joinSpaces(long[] after, int vocabulary) {
        List<Integer> symbols = new ArrayList<>();
        for (int symbol = 0; symbol < entries.size(); symbol++) {
            if (after[symbol] >= RAREST) {
                symbols.add(symbol);
            }
        }
        symbols.sort((a, b) -> after[a] != after[b] ? Long.compare(after[b], after[a]) : Integer.compare(a, b));
        int room = vocabulary - entries.size();
        for (int symbol : symbols.subList(0, Math.min(room, symbols.size()))) {
            merges.add(new Merge(entries.get(space), entries.get(symbol)));
            entries.add(entries.get(space) + entries.get(symbol));
        }
    }

    private long mostFrequentSum(int room) {
        long[] sorted = afterSpace.clone();
        Arrays.sort(sorted);
        long sum = 0;
        for (int i = sorted.length - 1; i >= Math.max(0, sorted.length - room) && sorted[i] >= RAREST; i--) {
            sum += sorted[i];
        }
        return sum;
    }

    /** The pair, or -1; of equally frequent ones that of the lowest ids, so that the result depends on nothing else. */
    private long mostFrequentPair() {
        long best = -1;
        long most = RAREST - 1;
        for (Map.Entry<Long, Long> entry : pairCounts.entrySet()) {
            long count = entry.getValue();
            if (count > most || count == most && best >= 0 && entry.getKey() < best) {
                best = entry.getKey();
                most = count;
            }
        }
        return best;
    }

    private void merge(long pair) {
        int left = (int) (pair >>> 32);
        int right = (int) pair;
        // The same text may be reached in two ways, as ab+c and a+bc; what follows may then be a pair that was merged
        // before.
        if (merged.add(pair)) {
            merges.add(new Merge(entries.get(left), entries.get(right)));
        }
        int joined = entry(entries.get(left) + entries.get(right));
        for (int w : pairWords.get(pair)) {
            countPairs(w, -1);
            words.set(w, replace(words.get(w), left, right, joined));
            countPairs(w, 1);
        }
        pairWords.remove(pair);
    }

    private int entry(String text) {
        return ids.computeIfAbsent(text, t -> {
            entries.add(t);
            if (entries.size() > afterSpace.length) {
                afterSpace = Arrays.copyOf(afterSpace, 2 * afterSpace.length);
            }
            return entries.size() - 1;
        });
    }

    private void countPairs(int w, int sign) {
        int[] word = words.get(w);
        afterSpace[word[0]] += sign * spaced[w];
        for (int i = 0; i + 1 < word.length; i++) {
            String left = entries.get(word[i]);
            if (standsApart(
                    left.charAt(left.length() - 1), entries.get(word[i + 1]).charAt(0))) {
                continue;
            }
            long pair = (long) word[i] << 32 | word[i + 1];
            if (pairCounts.merge(pair, sign * counts[w], Long::sum) == 0) {
                pairCounts.remove(pair);
            }
            if (sign > 0) {
                pairWords.computeIfAbsent(pair, p -> new HashSet<>()).add(w);
            }
        }
    }

    /** Whether a space and what follows it are left for the last merges. */
    private static boolean standsApart(char left, char right) {
        return left == SPACE && WHITE.indexOf(right) < 0;
    }

    private static int[] replace(int[] word, int left, int right, int joined) {
        int[] out = new int[word.length];
        int length = 0;
        for (int i = 0; i < word.length; i++) {
            if (word[i] == left && i + 1 < word.length && word[i + 1] == right) {
                out[length++] = joined;
                i++;
            } else {
                out[length++] = word[i];
            }
        }
        return Arrays.copyOf(out, length);
    }
}
