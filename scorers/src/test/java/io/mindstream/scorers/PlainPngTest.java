package io.mindstream.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import io.mindstream.samples.ImageRef;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlainPngTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 24;
    private static final long MOST = 4096;

    private final int[] rgb =
            new SplittableRandom(3).ints(WIDTH * HEIGHT, 0, 1 << 24).toArray();

    @Test
    void everyPixelIsRead() {
        assertThat(PlainPng.decode(plain(0), MOST)).hasValueSatisfying(this::assertPixels);
        assertThat(evidence(plain(0)).picture()).hasValueSatisfying(this::assertPixels);
    }

    @Test
    void whatAnotherEncoderWroteIsReadToo() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            assertThat(evidence(imageIo(type)).picture()).hasValueSatisfying(this::assertPixels);
        }
    }

    @Test
    void transparencyFilteredRowsAndTooManyPixelsAreLeftToImageIo() throws IOException {
        assertThat(PlainPng.decode(imageIo(BufferedImage.TYPE_INT_ARGB), MOST)).isEmpty();
        assertThat(PlainPng.decode(plain(1), MOST)).isEmpty();
        assertThat(PlainPng.decode(plain(0), WIDTH * HEIGHT - 1)).isEmpty();
    }

    @Test
    void noBrokenFileIsTaken() {
        byte[] whole = plain(0);
        for (int at = 0; at < whole.length; at++) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x10;
            assertThat(PlainPng.decode(broken, MOST)).as("byte %d", at).isEmpty();
        }
        for (int length = 0; length < whole.length; length += 7) {
            assertThat(PlainPng.decode(Arrays.copyOf(whole, length), MOST))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    private void assertPixels(DecodedPicture picture) {
        assertThat(picture.width()).isEqualTo(WIDTH);
        assertThat(picture.height()).isEqualTo(HEIGHT);
        for (int i = 0; i < rgb.length; i++) {
            assertThat(picture.pixel(i)).isEqualTo(rgb[i]);
        }
    }

    private static PictureEvidence evidence(byte[] png) {
        return PictureEvidence.of(ImageRef.inline(png, WIDTH, HEIGHT), png);
    }

    private byte[] imageIo(int type) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int i = 0; i < rgb.length; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, 0xff000000 | rgb[i]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** As the painter writes it, but for the number of the rows' filter. */
    private byte[] plain(int filter) {
        ByteBuffer rows = ByteBuffer.allocate(HEIGHT * (1 + 3 * WIDTH));
        for (int i = 0; i < rgb.length; i++) {
            if (i % WIDTH == 0) {
                rows.put((byte) filter);
            }
            rows.put((byte) (rgb[i] >> 16)).put((byte) (rgb[i] >> 8)).put((byte) rgb[i]);
        }
        Deflater deflater = new Deflater();
        deflater.setInput(rows.array());
        deflater.finish();
        byte[] deflated = new byte[2 * rows.capacity()];
        int length = deflater.deflate(deflated);
        deflater.end();
        ByteBuffer png = ByteBuffer.allocate(8 + 3 * 12 + 13 + length).putLong(0x89504e470d0a1a0aL);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(WIDTH)
                        .putInt(HEIGHT)
                        .put((byte) 8)
                        .put((byte) 2)
                        .array(),
                13);
        chunk(png, "IDAT", deflated, length);
        chunk(png, "IEND", new byte[0], 0);
        return png.array();
    }

    private static void chunk(ByteBuffer png, String type, byte[] data, int length) {
        png.putInt(length);
        int start = png.position();
        for (char c : type.toCharArray()) {
            png.put((byte) c);
        }
        png.put(data, 0, length);
        CRC32 checksum = new CRC32();
        checksum.update(png.array(), start, png.position() - start);
        png.putInt((int) checksum.getValue());
    }
}
