package io.mindstream.generators.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A function in its usual place.
 *
 * @param kind second level of its label, and what people call such functions: {@code quadratic}
 * @param name part of the third level: {@code parabola-up}
 * @param words what it looks like
 * @param formula with {@code @} for x
 * @param jumps where no line joins its parts
 * @param periodic whether a move to the side leads back to itself
 */
record Form(
        String kind,
        String name,
        String words,
        String formula,
        boolean jumps,
        boolean periodic,
        DoubleUnaryOperator function) {
    static final List<Form> ALL = all();

    private static List<Form> all() {
        List<Form> all = new ArrayList<>();
        all.add(smooth("linear", "rising", "rising line", "@", x -> x));
        all.add(smooth("linear", "falling", "falling line", "-@", x -> -x));
        all.add(smooth("linear", "steep-rising", "steep rising line", "2@", x -> 2 * x));
        all.add(smooth("linear", "steep-falling", "steep falling line", "-2@", x -> -2 * x));
        all.add(smooth("linear", "gentle-rising", "gently rising line", "@/2", x -> x / 2));
        all.add(smooth("linear", "gentle-falling", "gently falling line", "-@/2", x -> -x / 2));
        all.add(smooth("quadratic", "parabola-up", "parabola that opens upwards", "@²", x -> x * x));
        all.add(smooth("quadratic", "parabola-down", "parabola that opens downwards", "-@²", x -> -x * x));
        all.add(smooth("quadratic", "wide-up", "wide parabola that opens upwards", "@²/4", x -> x * x / 4));
        all.add(smooth("quadratic", "wide-down", "wide parabola that opens downwards", "-@²/4", x -> -x * x / 4));
        all.add(smooth("absolute", "v-up", "v that opens upwards", "|@|", Math::abs));
        all.add(smooth("absolute", "v-down", "v that opens downwards", "-|@|", x -> -Math.abs(x)));
        all.add(smooth("absolute", "narrow-up", "narrow v that opens upwards", "2|@|", x -> 2 * Math.abs(x)));
        all.add(smooth("absolute", "narrow-down", "narrow v that opens downwards", "-2|@|", x -> -2 * Math.abs(x)));
        all.add(smooth("cubic", "rising", "rising cubic", "@³/4", x -> x * x * x / 4));
        all.add(smooth("cubic", "falling", "falling cubic", "-@³/4", x -> -x * x * x / 4));
        all.add(smooth(
                "cubic",
                "wave-up",
                "cubic with two bends, rising at the end",
                "(@³ - 4@)/3",
                x -> (x * x * x - 4 * x) / 3));
        all.add(smooth(
                "cubic",
                "wave-down",
                "cubic with two bends, falling at the end",
                "(4@ - @³)/3",
                x -> (4 * x - x * x * x) / 3));
        all.add(smooth("quartic", "w-shape", "w-shaped curve", "(@⁴ - 8@²)/8", x -> (x * x - 8) * x * x / 8));
        all.add(smooth("quartic", "m-shape", "m-shaped curve", "(8@² - @⁴)/8", x -> (8 - x * x) * x * x / 8));
        all.add(smooth(
                "root", "right-up", "root that grows to the right", "√@", x -> x < 0 ? Double.NaN : Math.sqrt(x)));
        all.add(smooth(
                "root", "left-up", "root that grows to the left", "√(-@)", x -> x > 0 ? Double.NaN : Math.sqrt(-x)));
        all.add(smooth(
                "root", "right-down", "root that falls to the right", "-√@", x -> x < 0 ? Double.NaN : -Math.sqrt(x)));
        all.add(smooth(
                "root",
                "left-down",
                "root that falls to the left",
                "-√(-@)",
                x -> x > 0 ? Double.NaN : -Math.sqrt(-x)));
        all.add(smooth("exponential", "growth", "exponential growth", "2^@", x -> Math.pow(2, x)));
        all.add(smooth("exponential", "decay", "exponential decay", "2^(-@)", x -> Math.pow(2, -x)));
        all.add(smooth("exponential", "negative-growth", "exponential growth downwards", "-2^@", x -> -Math.pow(2, x)));
        all.add(smooth(
                "exponential", "negative-decay", "exponential decay from below", "-2^(-@)", x -> -Math.pow(2, -x)));
        all.add(smooth(
                "logarithmic",
                "rising",
                "rising logarithm",
                "log2 @",
                x -> x <= 0 ? Double.NaN : Math.log(x) / Math.log(2)));
        all.add(smooth(
                "logarithmic",
                "falling",
                "falling logarithm",
                "-log2 @",
                x -> x <= 0 ? Double.NaN : -Math.log(x) / Math.log(2)));
        all.add(smooth(
                "logarithmic",
                "mirrored",
                "logarithm to the left",
                "log2 (-@)",
                x -> x >= 0 ? Double.NaN : Math.log(-x) / Math.log(2)));
        all.add(jumping("hyperbolic", "falling", "falling hyperbola", "2/@", x -> x == 0 ? Double.NaN : 2 / x));
        all.add(jumping("hyperbolic", "rising", "rising hyperbola", "-2/@", x -> x == 0 ? Double.NaN : -2 / x));
        all.add(jumping(
                "hyperbolic",
                "chimney",
                "chimney that rises to a pole",
                "2/@²",
                x -> x == 0 ? Double.NaN : 2 / (x * x)));
        all.add(jumping(
                "hyperbolic", "well", "well that falls to a pole", "-2/@²", x -> x == 0 ? Double.NaN : -2 / (x * x)));
        all.add(wave("sinusoidal", "sine", "sine", "2 sin(π@/4)", x -> 2 * Math.sin(Math.PI * x / 4)));
        all.add(wave("sinusoidal", "cosine", "cosine", "2 cos(π@/4)", x -> 2 * Math.cos(Math.PI * x / 4)));
        all.add(wave(
                "sinusoidal",
                "negative-sine",
                "sine upside down",
                "-2 sin(π@/4)",
                x -> -2 * Math.sin(Math.PI * x / 4)));
        all.add(wave(
                "sinusoidal",
                "negative-cosine",
                "cosine upside down",
                "-2 cos(π@/4)",
                x -> -2 * Math.cos(Math.PI * x / 4)));
        all.add(wave("sinusoidal", "quick-sine", "quick sine", "2 sin(π@/2)", x -> 2 * Math.sin(Math.PI * x / 2)));
        all.add(wave("sinusoidal", "quick-cosine", "quick cosine", "2 cos(π@/2)", x -> 2 * Math.cos(Math.PI * x / 2)));
        all.add(wave(
                "zigzag",
                "triangle-wave",
                "triangle wave",
                "tri @",
                x -> 2 - Math.abs(Math.floorMod(Math.round(x * 1e6), 8_000_000L) / 1e6 - 4)));
        all.add(wave(
                "zigzag",
                "low-triangle",
                "triangle wave upside down",
                "-tri @",
                x -> Math.abs(Math.floorMod(Math.round(x * 1e6), 8_000_000L) / 1e6 - 4) - 2));
        all.add(smooth("bell", "hill", "bell", "4/(1 + @²)", x -> 4 / (1 + x * x)));
        all.add(smooth("bell", "hollow", "bell upside down", "-4/(1 + @²)", x -> -4 / (1 + x * x)));
        all.add(smooth("saturating", "rising", "rising s", "2@/√(1 + @²)", x -> 2 * x / Math.sqrt(1 + x * x)));
        all.add(smooth("saturating", "falling", "falling s", "-2@/√(1 + @²)", x -> -2 * x / Math.sqrt(1 + x * x)));
        all.add(smooth(
                "arc",
                "dome",
                "half circle above",
                "√(9 - @²)",
                x -> Math.abs(x) > 3 ? Double.NaN : Math.sqrt(9 - x * x)));
        all.add(smooth(
                "arc",
                "bowl",
                "half circle below",
                "-√(9 - @²)",
                x -> Math.abs(x) > 3 ? Double.NaN : -Math.sqrt(9 - x * x)));
        return List.copyOf(all);
    }

    private static Form smooth(String kind, String name, String words, String formula, DoubleUnaryOperator function) {
        return new Form(kind, name, words, formula, false, false, function);
    }

    private static Form jumping(String kind, String name, String words, String formula, DoubleUnaryOperator function) {
        return new Form(kind, name, words, formula, true, false, function);
    }

    private static Form wave(String kind, String name, String words, String formula, DoubleUnaryOperator function) {
        return new Form(kind, name, words, formula, false, true, function);
    }

    /** The formula of the function moved by (dx, dy). */
    String formula(int dx, int dy) {
        String x = dx == 0 ? "x" : "(x" + signed(-dx) + ")";
        String inner = formula.contains("|@|")
                ? formula.replace("@", dx == 0 ? "x" : "x" + signed(-dx))
                : formula.replace("@", x);
        return "y = " + inner + (dy == 0 ? "" : signed(dy));
    }

    private static String signed(int number) {
        return number < 0 ? " - " + -number : " + " + number;
    }
}
