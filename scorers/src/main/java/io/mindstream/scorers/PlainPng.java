package io.mindstream.scorers;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads PNG as our painter writes it: true colour of eight bits a channel, rows without filters, one chunk each of header, pixels and
 * end. ImageIO reads everything else, at three times the processor time.
 */
final class PlainPng {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int HEADER = 13;
    private static final int SMALLEST = 8 + 3 * 12 + HEADER;
    private static final int PIXEL = 3;

    private PlainPng() {}

    /**
     * The picture; empty when the bytes are anything else, broken or not.
     *
     * @param most pixels that are decoded
     */
    static Optional<DecodedPicture> decode(byte[] bytes, long most) {
        ByteBuffer png = ByteBuffer.wrap(bytes);
        if (bytes.length < SMALLEST || png.getLong() != SIGNATURE || !chunk(png, IHDR, HEADER)) {
            return Optional.empty();
        }
        int width = png.getInt();
        int height = png.getInt();
        boolean plain = png.get() == 8 && png.get() == 2 && png.get() == 0 && png.get() == 0 && png.get() == 0;
        png.getInt();
        if (!plain || width < 1 || height < 1 || (long) width * height > most) {
            return Optional.empty();
        }
        int length = bytes.length - SMALLEST;
        if (!chunk(png, IDAT, length)) {
            return Optional.empty();
        }
        byte[] rows = new byte[height * (1 + PIXEL * width)];
        int start = png.position();
        png.position(start + length + Integer.BYTES);
        return chunk(png, IEND, 0) && inflate(bytes, start, length, rows)
                ? pixels(rows, width, height)
                : Optional.empty();
    }

    /** Whether a chunk of this type and length is next, and unharmed; leaves its data to be read. */
    private static boolean chunk(ByteBuffer png, int type, int length) {
        if (png.remaining() < length + 12 || png.getInt() != length) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(png.array(), png.position(), Integer.BYTES + length);
        return png.getInt() == type && png.getInt(png.position() + length) == (int) checksum.getValue();
    }

    private static boolean inflate(byte[] bytes, int start, int length, byte[] rows) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, start, length);
            // The stream's own checksum comes after the last byte, and is looked at when one more is asked for.
            return inflater.inflate(rows) == rows.length && inflater.inflate(new byte[1]) == 0 && inflater.finished();
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static Optional<DecodedPicture> pixels(byte[] rows, int width, int height) {
        int[] rgb = new int[width * height];
        for (int y = 0, at = 0, i = 0; y < height; y++) {
            if (rows[at++] != 0) {
                return Optional.empty();
            }
            for (int x = 0; x < width; x++, at += PIXEL) {
                rgb[i++] = (rows[at] & 0xff) << 16 | (rows[at + 1] & 0xff) << 8 | rows[at + 2] & 0xff;
            }
        }
        return Optional.of(new DecodedPicture(width, height, rgb));
    }
}
