package io.mindstream.model.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How byte-level BPE writes a byte as a visible character (GPT-2's {@code bytes_to_unicode}): printable Latin-1 characters stand for
 * themselves, the other 68 bytes for the characters from U+0100 on, so that a space is written {@code Ġ} and a newline {@code Ċ}.
 */
final class ByteAlphabet {
    private static final int FIRST_SUBSTITUTE = 0x100;
    /** By byte. */
    private static final char[] CHARACTERS = new char[256];
    /** By character; -1 for characters that stand for no byte. */
    private static final short[] BYTES = new short[FIRST_SUBSTITUTE + 68];

    static {
        Arrays.fill(BYTES, (short) -1);
        int substitute = FIRST_SUBSTITUTE;
        for (int b = 0; b < 256; b++) {
            CHARACTERS[b] = (char) (printable(b) ? b : substitute++);
            BYTES[CHARACTERS[b]] = (short) b;
        }
    }

    private ByteAlphabet() {}

    private static boolean printable(int b) {
        return b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
    }

    /** The characters in GPT-2's order, which is that of the first 256 ids: printable bytes first, then the others. */
    static String inVocabularyOrder() {
        StringBuilder order = new StringBuilder();
        for (int b = 0; b < 256; b++) {
            if (printable(b)) {
                order.append(CHARACTERS[b]);
            }
        }
        for (int c = FIRST_SUBSTITUTE; c < BYTES.length; c++) {
            order.append((char) c);
        }
        return order.toString();
    }

    /** UTF-8 bytes of a text, written as characters. */
    static String write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder written = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            written.append(CHARACTERS[b & 0xff]);
        }
        return written.toString();
    }

    /**
     * The bytes of a vocabulary entry.
     *
     * @throws IllegalArgumentException if the entry holds a character that stands for no byte
     */
    static byte[] read(String token) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = token.charAt(i);
            if (c >= BYTES.length || BYTES[c] < 0) {
                throw new IllegalArgumentException(
                        "model.vocab: the entry \"" + token + "\" is not written in the byte-level alphabet");
            }
            bytes[i] = (byte) BYTES[c];
        }
        return bytes;
    }
}
