package io.mindstream.model.verify;

import io.mindstream.model.checkpoint.FloatTensor;
import java.util.Arrays;

/**
 * One tensor of a reference held against what the model computes.
 *
 * @param tensor its name in {@code expected.safetensors}
 * @param compared what {@code difference} is, and of what
 * @param difference how far apart they are; infinite if they have different shapes
 * @param tolerance most that is allowed
 */
public record Comparison(String tensor, String compared, double difference, double tolerance) {
    /** Gradients below this share of the norm of all gradients are rounding errors of 32-bit floats, in the reference as well. */
    private static final double ROUNDING = 1e-7;

    /** Whether the difference is within the tolerance; not if it is no number. */
    public boolean ok() {
        return difference <= tolerance;
    }

    /** The greatest difference of two elements. */
    static Comparison largest(String tensor, FloatTensor found, FloatTensor expected, double tolerance) {
        if (!Arrays.equals(found.shape(), expected.shape())) {
            return shapes(tensor, found.shape(), expected.shape(), tolerance);
        }
        double largest = 0;
        for (int i = 0; i < found.values().length; i++) {
            double difference = Math.abs((double) found.values()[i] - expected.values()[i]);
            // a NaN is greater than all
            largest = Double.compare(difference, largest) > 0 ? difference : largest;
        }
        return new Comparison(tensor, "largest difference of " + found.values().length, largest, tolerance);
    }

    /**
     * The norm of the difference, allowed to be a share of the expected tensor's own.
     *
     * @param allNorm of all expected gradients together
     */
    static Comparison gradient(
            String tensor, FloatTensor found, FloatTensor expected, double relative, double allNorm) {
        if (!Arrays.equals(found.shape(), expected.shape())) {
            return shapes(tensor, found.shape(), expected.shape(), relative);
        }
        double squares = 0;
        for (int i = 0; i < found.values().length; i++) {
            double difference = (double) found.values()[i] - expected.values()[i];
            squares += difference * difference;
        }
        double tolerance = Math.max(relative * norm(expected), ROUNDING * allNorm);
        return new Comparison(tensor, "norm of the difference", Math.sqrt(squares), tolerance);
    }

    /** How many of two rows of whole numbers differ; none may. */
    static Comparison identical(String tensor, long[] found, long[] expected) {
        if (found.length != expected.length) {
            return shapes(tensor, new long[] {found.length}, new long[] {expected.length}, 0);
        }
        int differing = 0;
        for (int i = 0; i < found.length; i++) {
            differing += found[i] == expected[i] ? 0 : 1;
        }
        return new Comparison(tensor, "numbers that differ of " + found.length, differing, 0);
    }

    private static Comparison shapes(String tensor, long[] found, long[] expected, double tolerance) {
        String compared = "shape " + Arrays.toString(found) + ", expected " + Arrays.toString(expected);
        return new Comparison(tensor, compared, Double.POSITIVE_INFINITY, tolerance);
    }

    /** The 2-norm. */
    static double norm(FloatTensor tensor) {
        double squares = 0;
        for (float value : tensor.values()) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
