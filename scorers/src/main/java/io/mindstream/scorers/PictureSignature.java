package io.mindstream.scorers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a picture looks like, coarsely: a thumbnail of 32 x 32 luma and 16 x 16 of each chroma, four bits a value (768 bytes), whatever
 * the size of the picture.
 *
 * <p><b>Distance.</b> A hash of global bits cannot tell a needle that moved from an edge that was drawn one pixel further. So thumbnails
 * are compared cell by cell with a tolerance for place: a cell agrees when its value lies between the least and the greatest value of
 * the other picture's 3 x 3 neighbourhood. A shift of one cell leaves no disagreement; a thing that came, went, moved or changed its
 * colour leaves its whole area. The distance is the sum of disagreements beyond one of 15 levels, taken both ways, the
 * larger counting.
 *
 * <p><b>Bands.</b> Candidates are found by locality-sensitive hashing: the eight lowest cosine coefficients (six of luma, the means of
 * chroma), each cut into steps at an offset that differs from band to band. A near picture has crossed no step in at least one band
 * with the probability that {@code docs/duplicates.md} reports.
 */
public final class PictureSignature {
    /** Of the algorithm; signatures of different versions are never near and share no band. */
    public static final int VERSION = 1;

    /** Band keys of each picture. */
    public static final int BANDS = 4;

    /** Bytes of {@link #toBytes()}. */
    public static final int BYTES = 768;

    /** Greatest distance at which two pictures are the same scene drawn again. */
    public static final int NEAR = 8;

    static final int LUMA = 32;
    static final int CHROMA = 16;
    static final int TOLERANCE = 1;

    private static final int LEVELS = 16;
    private static final double STEP = 0.5;
    private static final double[][] COSINES = {cosine(0), cosine(1), cosine(2)};

    private final byte[] luma;
    private final byte[] blue;
    private final byte[] red;

    private PictureSignature(byte[] luma, byte[] blue, byte[] red) {
        this.luma = luma;
        this.blue = blue;
        this.red = red;
    }

    static PictureSignature of(DecodedPicture picture) {
        float[] y = new float[LUMA * LUMA];
        float[] cb = new float[CHROMA * CHROMA];
        float[] cr = new float[CHROMA * CHROMA];
        CellMeans.of(picture, LUMA, (cell, r, g, b) -> y[cell] = 0.299f * r + 0.587f * g + 0.114f * b);
        CellMeans.of(picture, CHROMA, (cell, r, g, b) -> {
            cb[cell] = 127.5f - 0.168736f * r - 0.331264f * g + 0.5f * b;
            cr[cell] = 127.5f + 0.5f * r - 0.418688f * g - 0.081312f * b;
        });
        return new PictureSignature(quantised(y), quantised(cb), quantised(cr));
    }

    /** The inverse of {@link #toBytes()}. */
    public static PictureSignature ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "pictureSignature: " + bytes.length + " bytes where " + BYTES + " are due");
        }
        return new PictureSignature(
                unpacked(bytes, 0, LUMA * LUMA),
                unpacked(bytes, LUMA * LUMA / 2, CHROMA * CHROMA),
                unpacked(bytes, (LUMA * LUMA + CHROMA * CHROMA) / 2, CHROMA * CHROMA));
    }

    /** Two values a byte: luma, then both chroma planes, row by row. */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        pack(luma, bytes, 0);
        pack(blue, bytes, luma.length / 2);
        pack(red, bytes, (luma.length + blue.length) / 2);
        return bytes;
    }

    /** Disagreement in levels (0..15) summed over cells, tolerant of a shift of one cell; 0 for equal pictures, symmetric. */
    public int distance(PictureSignature other) {
        return Math.max(beyond(this, other), beyond(other, this));
    }

    /** Whether both show the same scene, give or take a pixel. */
    public boolean near(PictureSignature other) {
        return distance(other) <= NEAR;
    }

    /** {@link #BANDS} keys, deterministic; pictures that are near share at least one with high probability. */
    public List<String> bands() {
        double[] features = features();
        List<String> bands = new ArrayList<>(BANDS);
        for (int band = 0; band < BANDS; band++) {
            StringBuilder key = new StringBuilder().append(VERSION).append('.').append(band);
            for (int i = 0; i < features.length; i++) {
                // Offsets spread evenly over a step, in another order for each feature, so that bands fail
                // independently.
                double offset = (double) (band * (2 * i + 1) % BANDS) / BANDS;
                key.append('.').append((long) Math.floor(features[i] / STEP + offset));
            }
            bands.add(key.toString());
        }
        return bands;
    }

    /** The eight lowest cosine coefficients, scaled so that each is a difference of means in levels. */
    private double[] features() {
        return new double[] {
            coefficient(luma, 0, 0),
            coefficient(luma, 1, 0),
            coefficient(luma, 0, 1),
            coefficient(luma, 1, 1),
            coefficient(luma, 2, 0),
            coefficient(luma, 0, 2),
            mean(blue),
            mean(red)
        };
    }

    private static double coefficient(byte[] plane, int across, int down) {
        double sum = 0;
        for (int row = 0; row < LUMA; row++) {
            double ofRow = 0;
            for (int column = 0; column < LUMA; column++) {
                ofRow += plane[row * LUMA + column] * COSINES[across][column];
            }
            sum += ofRow * COSINES[down][row];
        }
        return sum / plane.length;
    }

    private static double mean(byte[] plane) {
        int sum = 0;
        for (byte level : plane) {
            sum += level;
        }
        return (double) sum / plane.length;
    }

    private static double[] cosine(int frequency) {
        double[] values = new double[LUMA];
        for (int i = 0; i < LUMA; i++) {
            // Strict, since keys must be the same on every machine.
            values[i] = StrictMath.cos(Math.PI * frequency * (i + 0.5) / LUMA);
        }
        return values;
    }

    private static int beyond(PictureSignature a, PictureSignature b) {
        return beyond(a.luma, b.luma, LUMA) + 2 * (beyond(a.blue, b.blue, CHROMA) + beyond(a.red, b.red, CHROMA));
    }

    private static int beyond(byte[] values, byte[] others, int side) {
        int sum = 0;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int value = values[row * side + column];
                int least = LEVELS;
                int greatest = 0;
                for (int r = Math.max(0, row - 1); r <= Math.min(side - 1, row + 1); r++) {
                    for (int c = Math.max(0, column - 1); c <= Math.min(side - 1, column + 1); c++) {
                        least = Math.min(least, others[r * side + c]);
                        greatest = Math.max(greatest, others[r * side + c]);
                    }
                }
                int off = Math.max(least - value, value - greatest);
                sum += Math.max(0, off - TOLERANCE);
            }
        }
        return sum;
    }

    private static byte[] quantised(float[] plane) {
        byte[] levels = new byte[plane.length];
        for (int i = 0; i < plane.length; i++) {
            levels[i] = (byte) Math.max(0, Math.min(LEVELS - 1, Math.round(plane[i] / 255 * (LEVELS - 1))));
        }
        return levels;
    }

    private static void pack(byte[] levels, byte[] into, int at) {
        for (int i = 0; i < levels.length; i += 2) {
            into[at + i / 2] = (byte) (levels[i] << 4 | levels[i + 1]);
        }
    }

    private static byte[] unpacked(byte[] bytes, int at, int count) {
        byte[] levels = new byte[count];
        for (int i = 0; i < count; i++) {
            int both = bytes[at + i / 2];
            levels[i] = (byte) (i % 2 == 0 ? both >> 4 & 15 : both & 15);
        }
        return levels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PictureSignature that && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(luma);
    }
}
