package io.mindstream.scorers;

import java.awt.image.BufferedImage;

/** A picture as plain pixels, decoded once for all that look at it. */
final class DecodedPicture {
    private final int width;
    private final int height;
    private final int[] rgb;

    /**
     * @param rgb {@code 0xRRGGBB} row by row, {@code width * height} of them; not copied
     */
    DecodedPicture(int width, int height, int[] rgb) {
        if (rgb.length != width * height) {
            throw new IllegalArgumentException(
                    "picture.rgb: " + rgb.length + " pixels where " + width + " x " + height + " are named");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** Transparent pixels count as painted on white, which is what {@code Painter} and the image processor do. */
    static DecodedPicture of(BufferedImage image) {
        int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        boolean opaque = !image.getColorModel().hasAlpha();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = opaque ? argb[i] & 0xffffff : overWhite(argb[i]);
        }
        return new DecodedPicture(image.getWidth(), image.getHeight(), argb);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** {@code 0xRRGGBB} of the i-th pixel, row by row. */
    int pixel(int i) {
        return rgb[i];
    }

    int pixels() {
        return rgb.length;
    }

    private static int overWhite(int argb) {
        int alpha = argb >>> 24;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = argb >> shift & 0xff;
            mixed |= (channel * alpha + 255 * (255 - alpha) + 127) / 255 << shift;
        }
        return mixed;
    }
}
