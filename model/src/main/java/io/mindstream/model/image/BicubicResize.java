package io.mindstream.model.image;

import java.util.Arrays;

/**
 * Bicubic resizing with antialiasing, byte for byte that of Pillow's {@code Image.resize(size, BICUBIC)}, with which Hugging Face's image
 * processors resize: a horizontal, then a vertical pass over bytes, coefficients in fixed point with 22 bits, rounded half up, clipped to
 * a byte after each pass. Keys' kernel with a = -0.5 (R. Keys, "Cubic convolution interpolation for digital image processing", 1981),
 * stretched by the reduction factor when shrinking.
 */
final class BicubicResize {
    /** A byte and two bits of headroom for sign and overshoot leave this much of an int. */
    private static final int PRECISION = 32 - 8 - 2;

    private static final double A = -0.5;
    private static final double SUPPORT = 2.0;

    private BicubicResize() {}

    static Picture resize(Picture in, int width, int height) {
        byte[] pixels = in.rgb();
        if (width != in.width()) {
            pixels = horizontal(pixels, in.width(), in.height(), Coefficients.of(in.width(), width));
        }
        if (height != in.height()) {
            pixels = vertical(pixels, width, Coefficients.of(in.height(), height));
        }
        return new Picture(width, height, pixels);
    }

    private static byte[] horizontal(byte[] in, int inWidth, int height, Coefficients c) {
        int outWidth = c.first.length;
        byte[] out = new byte[3 * outWidth * height];
        for (int y = 0, o = 0; y < height; y++) {
            for (int x = 0; x < outWidth; x++, o += 3) {
                int[] weights = c.weights[x];
                int i = 3 * (y * inWidth + c.first[x]);
                int red = 1 << PRECISION - 1;
                int green = red;
                int blue = red;
                for (int weight : weights) {
                    red += (in[i] & 0xff) * weight;
                    green += (in[i + 1] & 0xff) * weight;
                    blue += (in[i + 2] & 0xff) * weight;
                    i += 3;
                }
                out[o] = clip(red);
                out[o + 1] = clip(green);
                out[o + 2] = clip(blue);
            }
        }
        return out;
    }

    private static byte[] vertical(byte[] in, int width, Coefficients c) {
        int rowLength = 3 * width;
        int outHeight = c.first.length;
        byte[] out = new byte[rowLength * outHeight];
        int[] sums = new int[rowLength];
        for (int y = 0; y < outHeight; y++) {
            Arrays.fill(sums, 1 << PRECISION - 1);
            int i = c.first[y] * rowLength;
            for (int weight : c.weights[y]) {
                for (int x = 0; x < rowLength; x++) {
                    sums[x] += (in[i + x] & 0xff) * weight;
                }
                i += rowLength;
            }
            for (int x = 0; x < rowLength; x++) {
                out[y * rowLength + x] = clip(sums[x]);
            }
        }
        return out;
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION));
    }

    /**
     * What each output position takes from the input.
     *
     * @param first input position of the first weight, by output position
     * @param weights in fixed point, by output position
     */
    private record Coefficients(int[] first, int[][] weights) {
        static Coefficients of(int inSize, int outSize) {
            double scale = (double) inSize / outSize;
            double stretch = Math.max(scale, 1.0);
            double support = SUPPORT * stretch;
            int[] first = new int[outSize];
            int[][] weights = new int[outSize][];
            for (int out = 0; out < outSize; out++) {
                double center = (out + 0.5) * scale;
                int from = Math.max(0, (int) (center - support + 0.5));
                int to = Math.min(inSize, (int) (center + support + 0.5));
                first[out] = from;
                weights[out] = fixedPoint(kernel(from, to, center, 1.0 / stretch));
            }
            return new Coefficients(first, weights);
        }

        private static double[] kernel(int from, int to, double center, double shrink) {
            double[] k = new double[to - from];
            double sum = 0;
            for (int x = 0; x < k.length; x++) {
                k[x] = cubic((x + from - center + 0.5) * shrink);
                sum += k[x];
            }
            for (int x = 0; x < k.length && sum != 0; x++) {
                k[x] /= sum;
            }
            return k;
        }

        private static int[] fixedPoint(double[] k) {
            int[] fixed = new int[k.length];
            for (int x = 0; x < k.length; x++) {
                fixed[x] = (int) (Math.copySign(0.5, k[x]) + k[x] * (1 << PRECISION));
            }
            return fixed;
        }

        private static double cubic(double distance) {
            double x = Math.abs(distance);
            if (x < 1.0) {
                return ((A + 2.0) * x - (A + 3.0)) * x * x + 1;
            }
            return x < 2.0 ? (((x - 5) * x + 8) * x - 4) * A : 0.0;
        }
    }
}
