package io.mindstream.generators;

import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses rows of a flat picture into a zlib stream (RFC 1950, RFC 1951): a byte run is looked for in two places only, one pixel to the
 * left and one row above, and codes are the fixed ones. For a picture of a few thousand pixels zlib spends most of its time on tables
 * that do not pay for themselves, and its output depends on which zlib the JDK was built with; this one gives the same bytes everywhere.
 */
final class FlatDeflate {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int FARTHEST = 1 << 15;
    private static final int END = 256;
    private static final int LITERALS = 288;

    /** Code, bits reversed as they are written, and number of bits of each literal or length symbol: RFC 1951, 3.2.6. */
    private static final int[] CODES = new int[LITERALS];

    private static final int[] BITS = new int[LITERALS];

    static {
        for (int symbol = 0; symbol < LITERALS; symbol++) {
            int bits = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
            int code = symbol < 144
                    ? 0x30 + symbol
                    : symbol < 256 ? 0x190 + symbol - 144 : symbol < 280 ? symbol - 256 : 0xc0 + symbol - 280;
            CODES[symbol] = Integer.reverse(code) >>> 32 - bits;
            BITS[symbol] = bits;
        }
    }

    private final byte[] out;
    private int at;
    private long pending;
    private int pendingBits;

    private FlatDeflate(int most) {
        out = new byte[most];
    }

    /**
     * @param bytes to compress
     * @param left bytes from a pixel to its right neighbour
     * @param above bytes from a pixel to the one below
     */
    static byte[] deflate(byte[] bytes, int left, int above) {
        // No symbol of a literal is longer than nine bits, no pair of length and distance longer than three literals.
        FlatDeflate deflate = new FlatDeflate(bytes.length + bytes.length / 8 + 16);
        deflate.out[deflate.at++] = 0x78;
        deflate.out[deflate.at++] = 0x01;
        deflate.block(bytes, left, above);
        Adler32 checksum = new Adler32();
        checksum.update(bytes);
        for (int shift = 24; shift >= 0; shift -= 8) {
            deflate.out[deflate.at++] = (byte) (checksum.getValue() >> shift);
        }
        return Arrays.copyOf(deflate.out, deflate.at);
    }

    private void block(byte[] bytes, int left, int above) {
        put(0b011, 3); // the last block, fixed codes
        for (int i = 0; i < bytes.length; ) {
            int run = run(bytes, i, left);
            int copy = run == LONGEST ? 0 : run(bytes, i, above);
            int length = Math.max(run, copy);
            if (length < SHORTEST) {
                symbol(bytes[i++] & 0xff);
            } else {
                length(length);
                distance(copy > run ? above : left);
                i += length;
            }
        }
        symbol(END);
        put(0, 7); // to the next whole byte
    }

    /** Bytes from i on that are those {@code back} bytes before, at most {@link #LONGEST}; 0 when there are too few for a code. */
    private static int run(byte[] bytes, int i, int back) {
        int from = i - back;
        int most = Math.min(LONGEST, bytes.length - i);
        if (from < 0
                || back > FARTHEST
                || most < SHORTEST
                || bytes[i] != bytes[from]
                || bytes[i + 1] != bytes[from + 1]
                || bytes[i + 2] != bytes[from + 2]) {
            return 0;
        }
        int mismatch = Arrays.mismatch(bytes, i, i + most, bytes, from, from + most);
        return mismatch < 0 ? most : mismatch;
    }

    private void symbol(int symbol) {
        put(CODES[symbol], BITS[symbol]);
    }

    /** Symbol 257 + 4 k + top two bits for lengths of k extra bits; 258 has a symbol of its own. */
    private void length(int length) {
        if (length == LONGEST) {
            symbol(285);
            return;
        }
        int zeroBased = length - SHORTEST;
        int extra = Math.max(0, 29 - Integer.numberOfLeadingZeros(zeroBased | 1));
        symbol(257 + 4 * extra + (zeroBased >> extra));
        put(zeroBased & (1 << extra) - 1, extra);
    }

    private void distance(int distance) {
        int zeroBased = distance - 1;
        int extra = Math.max(0, 30 - Integer.numberOfLeadingZeros(zeroBased | 1));
        put(Integer.reverse(2 * extra + (zeroBased >> extra)) >>> 27, 5);
        put(zeroBased & (1 << extra) - 1, extra);
    }

    private void put(int bits, int count) {
        pending |= (long) bits << pendingBits;
        pendingBits += count;
        while (pendingBits >= 8) {
            out[at++] = (byte) pending;
            pending >>>= 8;
            pendingBits -= 8;
        }
    }
}
