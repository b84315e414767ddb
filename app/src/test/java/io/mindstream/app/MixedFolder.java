package io.mindstream.app;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A folder of pictures as users have them, each kind in a folder of its name: good ones of many formats, and bad ones of many kinds. */
final class MixedFolder {
    /** What there is. */
    enum Kind {
        PNG(true),
        JPEG(true),
        WEBP(true),
        GIF(true),
        CMYK(true),
        SIXTEEN_BIT(true),
        ROTATED(true),
        WIDE(true),
        EMPTY(false),
        TRUNCATED(false),
        TEXT(false);

        final boolean good;

        Kind(boolean good) {
            this.good = good;
        }
    }

    private MixedFolder() {}

    /** {@code DIR COUNT}: the folder of the figures in docs/ingest.md. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(write(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
    }

    /** @return how many files of each kind there are */
    static Map<Kind, Integer> write(Path folder, int files) throws IOException {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Kind[] kinds = Kind.values();
        for (int i = 0; i < files; i++) {
            Kind kind = kinds[i % kinds.length];
            Path directory = Files.createDirectories(folder.resolve(kind.name().toLowerCase(java.util.Locale.ROOT)));
            Files.write(directory.resolve(String.format("%04d.%s", i, extension(kind))), content(kind, i));
            counts.merge(kind, 1, Integer::sum);
        }
        return counts;
    }

    private static String extension(Kind kind) {
        return switch (kind) {
            case JPEG, CMYK, ROTATED, TRUNCATED -> "jpg";
            case WEBP -> "webp";
            case GIF -> "gif";
            default -> "png";
        };
    }

    private static byte[] content(Kind kind, int i) throws IOException {
        return switch (kind) {
            case PNG, JPEG, GIF -> encoded(picture(i, 96, 72, BufferedImage.TYPE_INT_RGB), extension(kind));
            case WEBP -> resource(i % 2 == 0 ? "lossy.webp" : "lossless.webp");
            case CMYK -> cmyk(i);
            case SIXTEEN_BIT -> encoded(picture(i, 96, 72, BufferedImage.TYPE_USHORT_GRAY), "png");
            case ROTATED -> turned(encoded(picture(i, 96, 72, BufferedImage.TYPE_INT_RGB), "jpg"));
            case WIDE -> encoded(picture(i, 20_000, 900, BufferedImage.TYPE_BYTE_INDEXED), "png");
            case EMPTY -> new byte[0];
            case TRUNCATED -> {
                byte[] whole = encoded(picture(i, 96, 72, BufferedImage.TYPE_INT_RGB), "jpg");
                yield Arrays.copyOf(whole, whole.length * 2 / 3);
            }
            case TEXT -> ("shopping list " + i + "\nbread\nmilk\n").getBytes(StandardCharsets.UTF_8);
        };
    }

    private static BufferedImage picture(int seed, int width, int height, int type) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(random.nextInt(1 << 24)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 12; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(
                    random.nextInt(width), random.nextInt(height), 1 + width / (2 + random.nextInt(4)), 1 + height / 3);
        }
        graphics.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("no writer of " + format);
        }
        return bytes.toByteArray();
    }

    /** Four channels, inverted, as Photoshop writes them. */
    private static byte[] cmyk(int seed) throws IOException {
        BufferedImage image = picture(seed, 96, 72, BufferedImage.TYPE_INT_RGB);
        WritableRaster raster = Raster.createInterleavedRaster(0, 96, 72, 4, null);
        for (int i = 0; i < 96 * 72; i++) {
            int rgb = image.getRGB(i % 96, i / 96);
            raster.setPixel(i % 96, i / 96, new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 255});
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** With an Exif segment that says: a quarter turn clockwise. */
    private static byte[] turned(byte[] jpeg) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 36);
        turned.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2);
        return turned.array();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MixedFolder.class.getResourceAsStream("/pictures/" + name)) {
            return in.readAllBytes();
        }
    }
}
