package io.mindstream.model.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Objects;

/**
 * Decoded pixels.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code height * width * 3} bytes, row-major, red first, unsigned
 */
public record Picture(int width, int height, byte[] rgb) {
    public Picture {
        Objects.requireNonNull(rgb, "picture.rgb");
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "picture: " + rgb.length + " bytes are not " + width + " x " + height + " RGB pixels");
        }
    }

    /**
     * The pixels of an image, laid on white where they are transparent (as qwen-vl-utils does; dropping the alpha channel would turn an
     * icon's background black). Grey levels are taken as they are stored: Java would convert them as linear light, and 128 would become
     * 188.
     */
    public static Picture of(BufferedImage image) {
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        if (isGrey(image)) {
            readGrey(image, rgb);
        } else {
            readColour(image, rgb);
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }

    private static boolean isGrey(BufferedImage image) {
        int type = image.getColorModel().getTransferType();
        return image.getColorModel() instanceof ComponentColorModel model
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
    }

    private static void readGrey(BufferedImage image, byte[] rgb) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int bands = raster.getNumBands();
        int shift = image.getColorModel().getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int[] row = new int[width * bands];
        for (int y = 0, out = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++, out += 3) {
                int grey = row[x * bands] >> shift;
                byte value = (byte) (bands == 1 ? grey : onWhite(grey, row[x * bands + 1] >> shift));
                rgb[out] = value;
                rgb[out + 1] = value;
                rgb[out + 2] = value;
            }
        }
    }

    private static void readColour(BufferedImage image, byte[] rgb) {
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0, out = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++, out += 3) {
                int argb = row[x];
                int alpha = argb >>> 24;
                rgb[out] = (byte) onWhite(argb >> 16 & 0xff, alpha);
                rgb[out + 1] = (byte) onWhite(argb >> 8 & 0xff, alpha);
                rgb[out + 2] = (byte) onWhite(argb & 0xff, alpha);
            }
        }
    }

    private static int onWhite(int value, int alpha) {
        return alpha == 255 ? value : (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }
}
