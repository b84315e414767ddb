package io.mindstream.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
    private final PictureDecoder decoder = new PictureDecoder(10_000);

    @Test
    void readsEveryPixelOfAPng() throws IOException {
        BufferedImage image = new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 7; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }

        Picture picture = decoder.decode(encode(image, "png"));

        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 7; x++) {
                assertThat(rgb(picture, x, y)).isEqualTo(image.getRGB(x, y) & 0xffffff);
            }
        }
    }

    @Test
    void greyLevelsStayAsStored() throws IOException {
        BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }

        Picture picture = decoder.decode(encode(image, "png"));

        for (int x = 0; x < 256; x++) {
            assertThat(rgb(picture, x, 0)).isEqualTo(x * 0x010101);
        }
    }

    @Test
    void transparencyIsLaidOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0xff102030);
        image.setRGB(2, 0, 0x80000000);

        Picture picture = decoder.decode(encode(image, "png"));

        assertThat(rgb(picture, 0, 0)).isEqualTo(0xffffff);
        assertThat(rgb(picture, 1, 0)).isEqualTo(0x102030);
        assertThat(rgb(picture, 2, 0)).isEqualTo(0x7f7f7f);
    }

    @Test
    void readsJpeg() throws IOException {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(200, 40, 90));
        g.fillRect(0, 0, 32, 16);
        g.dispose();

        Picture picture = decoder.decode(encode(image, "jpeg"));

        assertThat(picture.width()).isEqualTo(32);
        int rgb = rgb(picture, 20, 9);
        assertThat(Math.abs((rgb >> 16) - 200)).isLessThan(4);
        assertThat(Math.abs((rgb >> 8 & 0xff) - 40)).isLessThan(4);
        assertThat(Math.abs((rgb & 0xff) - 90)).isLessThan(4);
    }

    @ParameterizedTest
    // Where the stored picture's corners (red, green above blue, white) are seen, read left to right and top to bottom:
    // Exif's table.
    @CsvSource({"1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"})
    void photographsAreTurnedUpright(int orientation, String corners) throws IOException {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
        for (int i = 0; i < 4; i++) {
            g.setColor(colours[i]);
            g.fillRect(i % 2 * 16, i / 2 * 8, 16, 8);
        }
        g.dispose();

        Picture picture = decoder.decode(withOrientation(encode(image, "jpeg"), orientation));

        int width = orientation < 5 ? 32 : 16;
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(48 - width);
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            int rgb = rgb(picture, i % 2 == 0 ? 1 : picture.width() - 2, i < 2 ? 1 : picture.height() - 2);
            int bits = (rgb >> 23 & 1) << 2 | (rgb >> 15 & 1) << 1 | rgb >> 7 & 1;
            seen.append(" BG?R??W".charAt(bits));
        }
        assertThat(seen).hasToString(corners);
    }

    @Test
    void aHugePictureIsRefusedByItsHeaderAlone() {
        // Header only: were any pixel wanted, the error would be another one.
        byte[] header = pngHeader(60_000, 60_000);

        assertThatThrownBy(() -> decoder.decode(header))
                .isInstanceOf(PictureException.class)
                .hasMessage("picture: 60000 x 60000 pixels are more than the 10000 that are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void damagedFilesGiveAPictureExceptionAndNothingElse(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        byte[] whole = encode(image, format);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, 5 + random.nextInt(whole.length - 5));
            damaged[4 + random.nextInt(damaged.length - 4)] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(decoder.decode(damaged).rgb()).isNotEmpty();
            } catch (PictureException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(whole, 30)))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("damaged " + format + " file of 30 bytes");
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> decoder.decode("GIF89a".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("neither a PNG nor a JPEG");
        assertThatThrownBy(() -> decoder.decode(new byte[0])).isInstanceOf(PictureException.class);
    }

    private static int rgb(Picture picture, int x, int y) {
        int i = 3 * (y * picture.width() + x);
        byte[] rgb = picture.rgb();
        return (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | rgb[i + 2] & 0xff;
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** Puts an Exif segment that holds nothing but the tag behind the file's first marker. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34).put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        exif.put(new byte[] {'M', 'M'}).putShort((short) 42).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation << 16);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer chunk = ByteBuffer.allocate(17);
        chunk.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
        chunk.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(chunk.array())
                .putInt((int) crc.getValue())
                .array();
    }
}
