package io.mindstream.scorers;

import io.mindstream.samples.Answer;
import io.mindstream.samples.Hashes;
import io.mindstream.samples.Sample;
import io.mindstream.samples.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a dialogue asks and answers: a hash of what must be equal, and a MinHash (Broder 1997) of 64 values of what must be similar. Equal
 * must be the short replies in their order, and the numbers in free-text replies; similar the particular words of the questions and
 * their pairs, and the words and pairs of free-text replies.
 *
 * <p>Dialogues are near when the one is equal and the estimated Jaccard similarity of the other is at least 0.9.
 * Words that stand in any question are left out, so that two phrasings of one question are near, and the same phrase about another
 * object is not. Of a sample with several pictures, all but the first must be equal, byte by byte.
 */
public final class DialogueSignature {
    /** Bytes of {@link #toBytes()}. */
    public static final int BYTES = 8 + 64 * 4;

    private static final int HASHES = 64;
    private static final int NEAR_HASHES = 58; // 0.9 of 64

    private final long replies;
    private final int[] least;

    private DialogueSignature(long replies, int[] least) {
        this.replies = replies;
        this.least = least;
    }

    static DialogueSignature of(Sample sample) {
        MessageDigest replies = Hashes.sha256();
        // The first picture has a signature of its own; any others must be the same ones.
        sample.images().stream()
                .skip(1)
                .forEach(image -> replies.update(image.sha256().getBytes(StandardCharsets.US_ASCII)));
        Set<String> shingles = new HashSet<>();
        for (Turn turn : sample.turns()) {
            shingle(shingles, "q", GenericWords.without(Words.of(turn.question())));
            List<String> reply = Words.of(turn.reply()).list();
            if (turn.answer() instanceof Answer.FreeText) {
                shingle(shingles, "r", reply);
                reply = reply.stream().filter(DialogueSignature::numeric).toList();
            }
            replies.update((String.join(" ", reply) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        int[] least = new int[HASHES];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (String shingle : shingles) {
            long seed = hash(shingle);
            for (int i = 0; i < HASHES; i++) {
                seed += 0x9E3779B97F4A7C15L;
                least[i] = Math.min(least[i], (int) (mix(seed) >>> 33));
            }
        }
        return new DialogueSignature(ByteBuffer.wrap(replies.digest()).getLong(), least);
    }

    /** The inverse of {@link #toBytes()}. */
    public static DialogueSignature ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "dialogueSignature: " + bytes.length + " bytes where " + BYTES + " are due");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long replies = buffer.getLong();
        int[] least = new int[HASHES];
        buffer.asIntBuffer().get(least);
        return new DialogueSignature(replies, least);
    }

    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).putLong(replies);
        buffer.asIntBuffer().put(least);
        return buffer.array();
    }

    /** The same for all dialogues that can be near: 16 hex digits. Where samples are compared by key, this one brings them together. */
    public String key() {
        return HexFormat.of().toHexDigits(replies);
    }

    /**
     * A key for each of as many bands, in their order: the replies' hash and two values of the MinHash, so that dialogues of similarity s
     * share each with probability s^2, and equal ones share all.
     *
     * @param bands at most 32
     */
    List<String> keys(int bands) {
        return IntStream.range(0, bands)
                .mapToObj(band -> replies + "." + least[2 * band] + "." + least[2 * band + 1])
                .toList();
    }

    public boolean near(DialogueSignature other) {
        if (replies != other.replies) {
            return false;
        }
        int equal = 0;
        for (int i = 0; i < HASHES; i++) {
            equal += least[i] == other.least[i] ? 1 : 0;
        }
        return equal >= NEAR_HASHES;
    }

    private static boolean numeric(String word) {
        return Character.isDigit(word.charAt(word.length() - 1));
    }

    private static void shingle(Set<String> shingles, String kind, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            shingles.add(kind + " " + words.get(i));
            if (i > 0) {
                shingles.add(kind + " " + words.get(i - 1) + " " + words.get(i));
            }
        }
    }

    /** FNV-1a over characters, finished by {@link #mix}. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DialogueSignature that && replies == that.replies && Arrays.equals(least, that.least);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(replies);
    }
}
