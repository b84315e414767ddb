package io.mindstream.samples.pictures;

import io.mindstream.samples.Hashes;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A decoded picture.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb row by row, {@code 0xRRGGBB}
 */
public record Pixels(int width, int height, int[] rgb) {
    public Pixels {
        if (width < 1 || height < 1 || rgb.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "pixels: " + rgb.length + " values are not " + width + " x " + height + " pixels");
        }
    }

    /**
     * The pixels of an image, laid on white where they are transparent. Grey levels are taken as they are stored: Java would convert them
     * as linear light, and 128 would become 188.
     */
    static Pixels of(BufferedImage image) {
        int[] rgb = new int[image.getWidth() * image.getHeight()];
        if (isGrey(image)) {
            readGrey(image, rgb);
        } else {
            readColour(image, rgb);
        }
        return new Pixels(image.getWidth(), image.getHeight(), rgb);
    }

    private static boolean isGrey(BufferedImage image) {
        int type = image.getColorModel().getTransferType();
        return image.getColorModel() instanceof ComponentColorModel model
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
    }

    private static void readGrey(BufferedImage image, int[] rgb) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int shift = image.getColorModel().getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int[] row = new int[image.getWidth() * bands];
        for (int y = 0, out = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            for (int x = 0; x < image.getWidth(); x++, out++) {
                int grey = row[x * bands] >> shift;
                rgb[out] = 0x010101 * (bands == 1 ? grey : onWhite(grey, row[x * bands + 1] >> shift));
            }
        }
    }

    private static void readColour(BufferedImage image, int[] rgb) {
        int width = image.getWidth();
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, rgb, y * width, width);
        }
        for (int i = 0; i < rgb.length; i++) {
            int alpha = rgb[i] >>> 24;
            rgb[i] = alpha == 255
                    ? rgb[i] & 0xffffff
                    : onWhite(rgb[i] >> 16 & 0xff, alpha) << 16
                            | onWhite(rgb[i] >> 8 & 0xff, alpha) << 8
                            | onWhite(rgb[i] & 0xff, alpha);
        }
    }

    private static int onWhite(int value, int alpha) {
        return alpha == 255 ? value : (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    /** A copy of a part. */
    public Pixels crop(int left, int top, int wide, int high) {
        int[] part = new int[wide * high];
        for (int y = 0; y < high; y++) {
            System.arraycopy(rgb, (top + y) * width + left, part, y * wide, wide);
        }
        return new Pixels(wide, high, part);
    }

    /** As large as fits into a square of this side, never larger than it is; each pixel is the mean of the area that it covers. */
    public Pixels within(int side) {
        int longest = Math.max(width, height);
        if (longest <= side) {
            return this;
        }
        return scaled(Math.max(1, (int) Math.round((double) width * side / longest)), Math.max(1, (int)
                Math.round((double) height * side / longest)));
    }

    private Pixels scaled(int wide, int high) {
        int[] out = new int[wide * high];
        double across = (double) width / wide;
        double down = (double) height / high;
        double[] sums = new double[3 * wide];
        for (int y = 0; y < high; y++) {
            java.util.Arrays.fill(sums, 0);
            double top = y * down;
            double bottom = Math.min(height, (y + 1) * down);
            for (int row = (int) top; row < bottom; row++) {
                addRow(row, Math.min(bottom, row + 1.0) - Math.max(top, row), across, wide, sums);
            }
            double area = across * (bottom - top);
            for (int x = 0; x < wide; x++) {
                out[y * wide + x] =
                        mean(sums[3 * x], area) << 16 | mean(sums[3 * x + 1], area) << 8 | mean(sums[3 * x + 2], area);
            }
        }
        return new Pixels(wide, high, out);
    }

    private void addRow(int row, double share, double across, int wide, double[] sums) {
        for (int x = 0; x < wide; x++) {
            double left = x * across;
            double right = Math.min(width, (x + 1) * across);
            for (int column = (int) left; column < right; column++) {
                double weight = share * (Math.min(right, column + 1.0) - Math.max(left, column));
                int value = rgb[row * width + column];
                sums[3 * x] += weight * (value >> 16 & 0xff);
                sums[3 * x + 1] += weight * (value >> 8 & 0xff);
                sums[3 * x + 2] += weight * (value & 0xff);
            }
        }
    }

    private static int mean(double sum, double area) {
        return Math.min(255, (int) (sum / area + 0.5));
    }

    /** Lighter or darker. @param factor 1 for as it is */
    public Pixels lit(double factor) {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (int) Math.min(255, Math.round(i * factor));
        }
        int[] out = new int[rgb.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = table[rgb[i] >> 16 & 0xff] << 16 | table[rgb[i] >> 8 & 0xff] << 8 | table[rgb[i] & 0xff];
        }
        return new Pixels(width, height, out);
    }

    /** Turned upright. @param orientation 1 to 8, as Exif (CIPA DC-008) has it */
    Pixels upright(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean transposed = orientation >= 5;
        int wide = transposed ? height : width;
        int high = transposed ? width : height;
        // Which way the stored rows and columns run when seen upright.
        boolean flipX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean flipY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int[] out = new int[rgb.length];
        for (int y = 0, o = 0; y < high; y++) {
            for (int x = 0; x < wide; x++, o++) {
                int storedX = transposed ? y : x;
                int storedY = transposed ? x : y;
                storedX = flipX ? width - 1 - storedX : storedX;
                storedY = flipY ? height - 1 - storedY : storedY;
                out[o] = rgb[storedY * width + storedX];
            }
        }
        return new Pixels(wide, high, out);
    }

    /** Hash of size and pixels, whatever file they came in: 64 hex digits. */
    public String sha256() {
        MessageDigest digest = Hashes.sha256();
        digest.update(ByteBuffer.allocate(8).putInt(width).putInt(height).array());
        ByteBuffer row = ByteBuffer.allocate(4 * width);
        for (int y = 0; y < height; y++) {
            row.asIntBuffer().put(rgb, y * width, width);
            digest.update(row.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of {@link BufferedImage#TYPE_INT_RGB}. */
    public BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        System.arraycopy(rgb, 0, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), 0, rgb.length);
        return image;
    }
}
