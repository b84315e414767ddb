package io.mindstream.generators;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes PNG for speed: true colour, eight bits a channel, no row filters, {@link FlatDeflate}. Drawn pictures are flat, so filters gain
 * nothing. The same pixels give the same bytes, whatever the machine: samples are known by them.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG, third edition</a>
 */
final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHUNK = 12; // length, type and checksum
    private static final int HEADER = 13;
    private static final int PIXEL = 3;

    private PngEncoder() {}

    /** @param image of {@link BufferedImage#TYPE_INT_RGB}, no part of another one */
    static byte[] encode(BufferedImage image) {
        byte[] deflated = FlatDeflate.deflate(rows(image), PIXEL, 1 + PIXEL * image.getWidth());
        ByteBuffer png = ByteBuffer.allocate(SIGNATURE.length + 3 * CHUNK + HEADER + deflated.length);
        png.put(SIGNATURE);
        byte[] header = ByteBuffer.allocate(HEADER)
                .putInt(image.getWidth())
                .putInt(image.getHeight())
                .put(new byte[] {8, 2, 0, 0, 0}) // bits, true colour, deflate, filters, not interlaced
                .array();
        chunk(png, "IHDR", header);
        chunk(png, "IDAT", deflated);
        chunk(png, "IEND", new byte[0]);
        return png.array();
    }

    /** Each row after the number of its filter, 0. */
    private static byte[] rows(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] rgb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] rows = new byte[height * (1 + PIXEL * width)];
        for (int y = 0, at = 0, i = 0; y < height; y++) {
            at++;
            for (int x = 0; x < width; x++, i++) {
                rows[at++] = (byte) (rgb[i] >> 16);
                rows[at++] = (byte) (rgb[i] >> 8);
                rows[at++] = (byte) rgb[i];
            }
        }
        return rows;
    }

    private static void chunk(ByteBuffer png, String type, byte[] data) {
        png.putInt(data.length);
        int start = png.position();
        png.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 checksum = new CRC32();
        checksum.update(png.array(), start, png.position() - start);
        png.putInt((int) checksum.getValue());
    }
}
