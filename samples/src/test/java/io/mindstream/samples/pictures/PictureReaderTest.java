package io.mindstream.samples.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
    private static final int RED = 0xdc1e1e;
    private static final int GREEN = 0x1ea028;
    private static final int BLUE = 0x1e3cdc;
    private static final int YELLOW = 0xf0dc14;

    @TempDir
    Path dir;

    private final PictureReader reader = new PictureReader(1024);

    static byte[] resource(String name) throws IOException {
        try (InputStream in = PictureReaderTest.class.getResourceAsStream("/pictures/" + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage quadrants(int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        int[] colours = {RED, GREEN, BLUE, YELLOW};
        for (int i = 0; i < 4; i++) {
            graphics.setColor(new Color(colours[i]));
            graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
        }
        graphics.dispose();
        return image;
    }

    private static void assertQuadrants(Pixels pixels, int tolerance) {
        int[] colours = {RED, GREEN, BLUE, YELLOW};
        for (int i = 0; i < 4; i++) {
            int x = pixels.width() / 4 + i % 2 * pixels.width() / 2;
            int y = pixels.height() / 4 + i / 2 * pixels.height() / 2;
            int found = pixels.rgb()[y * pixels.width() + x];
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(found >> shift & 0xff)
                        .as("quadrant %d, %06x", i, found)
                        .isCloseTo(colours[i] >> shift & 0xff, org.assertj.core.data.Offset.offset(tolerance));
            }
        }
    }

    /** Made with Pillow from the same four quadrants; CMYK without a profile is no exact science. */
    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "palette.gif", "progressive.jpg", "rotated.jpg", "cmyk.jpg"})
    void everyFormatGivesTheSamePictureUpright(String name) throws Exception {
        PictureReader.Read read = reader.read(resource(name));

        assertThat(read.pixels().width()).isEqualTo(48);
        assertThat(read.pixels().height()).isEqualTo(32);
        assertQuadrants(read.pixels(), name.equals("cmyk.jpg") ? 60 : name.equals("palette.gif") ? 40 : 12);
        assertThat(read.lossless()).isEqualTo(name.endsWith(".gif"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif"})
    void whatJavaWritesComesBackAsItWas(String format) throws Exception {
        BufferedImage image = quadrants(BufferedImage.TYPE_INT_RGB, 40, 20);

        Pixels pixels = reader.read(encoded(image, format)).pixels();

        assertThat(pixels.rgb()).isEqualTo(Pixels.of(image).rgb());
        assertThat(pixels.sha256())
                .isEqualTo(reader.read(encoded(image, "png")).pixels().sha256());
    }

    @Test
    void sixteenBitsAndTransparencyBecomeEightBitsOnWhite() throws Exception {
        BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setPixel(1, 0, new int[] {0x8001});
        BufferedImage clear = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(1, 0, 0x80000000);

        Pixels fromGrey = reader.read(encoded(grey, "png")).pixels();
        Pixels fromClear = reader.read(encoded(clear, "png")).pixels();

        assertThat(fromGrey.rgb()[0]).isZero();
        assertThat(fromGrey.rgb()[1]).isEqualTo(0x808080);
        assertThat(fromClear.rgb()[0]).isEqualTo(0xffffff);
        assertThat(fromClear.rgb()[1]).isEqualTo(0x7f7f7f);
    }

    /** TwelveMonkeys' reader comes before Java's own on the class path: the model must see what it saw without it. */
    @Test
    void plainJpegDecodesAsWithJavasOwnReader() throws Exception {
        byte[] jpeg = encoded(quadrants(BufferedImage.TYPE_INT_RGB, 48, 32), "jpeg");
        ImageReader own = null;
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("jpeg"); all.hasNext(); ) {
            ImageReader next = all.next();
            own = next.getClass().getName().startsWith("com.sun") ? next : own;
        }
        BufferedImage expected;
        try (ImageInputStream in = new MemoryCacheImageInputStream(new java.io.ByteArrayInputStream(jpeg))) {
            own.setInput(in);
            expected = own.read(0);
        }

        assertThat(reader.read(jpeg).pixels().rgb())
                .isEqualTo(Pixels.of(expected).rgb());
        assertThat(ImageIO.read(new java.io.ByteArrayInputStream(jpeg)).getRGB(0, 0, 48, 32, null, 0, 48))
                .isEqualTo(expected.getRGB(0, 0, 48, 32, null, 0, 48));
    }

    @Test
    void aWidePictureIsReadWithPixelsLeftOut() throws Exception {
        BufferedImage wide = quadrants(BufferedImage.TYPE_BYTE_INDEXED, 20_000, 1200);
        for (String format : new String[] {"png", "gif"}) {
            Path file = Files.write(dir.resolve("wide." + format), encoded(wide, format));

            Pixels pixels = reader.read(file).pixels();

            assertThat(pixels.width()).isEqualTo(1024);
            assertThat(pixels.height()).isBetween(60, 62);
            assertQuadrants(pixels, 40);
        }
    }

    @Test
    void whatGivesNoPictureSaysWhy() throws Exception {
        byte[] png = encoded(quadrants(BufferedImage.TYPE_INT_RGB, 200, 200), "png");
        byte[] jpeg = encoded(noise(300, 200), "jpeg");
        assertProblem(new byte[0], "empty, 0 bytes");
        assertProblem("a shopping list".getBytes(), "no picture: neither PNG");
        assertProblem(new byte[5000], "no picture: neither PNG");
        assertProblem(Arrays.copyOf(png, png.length / 2), "damaged png file");
        assertProblem(Arrays.copyOf(jpeg, jpeg.length / 2), "damaged jpeg file");
        assertProblem(Arrays.copyOf(jpeg, 300), "damaged jpeg file");
        byte[] gif = encoded(noise(300, 200), "gif");
        assertProblem(Arrays.copyOf(gif, gif.length / 2), "damaged gif file");
        byte[] webp = resource("lossy.webp");
        assertProblem(Arrays.copyOf(webp, webp.length / 2), "damaged webp file");
    }

    /** A header may claim what it likes: nothing of that size is allocated. */
    @Test
    void aHeaderThatClaimsToBeHugeIsRefusedByItsSize() throws Exception {
        byte[] png = encoded(quadrants(BufferedImage.TYPE_INT_RGB, 20, 20), "png");
        java.nio.ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        checksum.update(png, 12, 17);
        java.nio.ByteBuffer.wrap(png).putInt(29, (int) checksum.getValue());

        assertProblem(png, "60000 x 60000 pixels; of a png file at most 512 million");
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        return image;
    }

    private void assertProblem(byte[] file, String problem) {
        assertThatExceptionOfType(UnreadablePictureException.class)
                .isThrownBy(() -> reader.read(file))
                .withMessageContaining(problem);
    }
}
