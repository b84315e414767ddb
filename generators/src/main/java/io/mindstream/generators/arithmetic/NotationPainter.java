package io.mindstream.generators.arithmetic;

import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Sight;
import java.awt.Color;
import java.util.List;

/** The first number in a white field above, sign and second number below. */
final class NotationPainter {
    private static final double LEFT = 0.02;
    private static final double TOP = 0.03;
    private static final double WIDE = 0.96;
    private static final double HIGH = 0.6;
    private static final double MIDDLE = TOP + HIGH / 2;

    private final SumScene scene;
    private final Pen pen;
    private final int number;

    NotationPainter(SumScene scene, Pen pen) {
        this.scene = scene;
        this.pen = pen;
        this.number = scene.number();
    }

    void paint() {
        pen.ink(Color.WHITE).rect(LEFT, TOP, WIDE, HIGH);
        pen.ink(scene.ink());
        switch (scene.notation()) {
            case DIGITS -> text(Integer.toString(number), 0.36);
            case WORDS -> text(Notation.words(number), 0.2);
            case ROMAN -> text(Notation.roman(number), 0.3);
            case TALLY -> tally();
            case DOTS -> dots();
            case DICE -> {
                int one = Math.max(1, number - 6);
                die(one, 0.27, true);
                die(number - one, 0.73, true);
            }
            case DOMINO -> {
                pen.rect(0.06, MIDDLE - 0.22, 0.88, 0.44);
                int one = number > 6 ? 6 : number / 2;
                die(one, 0.28, false);
                die(number - one, 0.72, false);
                pen.ink(Color.WHITE).line(0.5, MIDDLE - 0.18, 0.5, MIDDLE + 0.18, 0.02);
            }
            case COINS -> coins();
            case ABACUS -> {
                rod(number / 10, TOP + 0.17);
                rod(number % 10, TOP + 0.43);
            }
            case LINE -> line();
            case BLOCKS -> blocks();
            case RULER -> ruler();
            case SLICES -> {
                pen.ring(0.5, MIDDLE, 0.27, 0.014);
                for (int i = 0; i < number; i++) {
                    pen.wedge(0.5, MIDDLE, 0.27, 90 - 30 * (i + 1), 30);
                }
                pen.ink(number > 0 ? Color.GRAY : Color.WHITE);
                for (int i = 0; i < 12; i++) {
                    double angle = Math.PI * i / 6;
                    pen.line(0.5, MIDDLE, 0.5 + 0.27 * Math.sin(angle), MIDDLE - 0.27 * Math.cos(angle), 0.012);
                }
            }
            case LAMPS -> lamps();
            case WEIGHTS -> weights();
            case COLUMN -> column();
        }
        below();
    }

    private void below() {
        pen.ink(scene.print());
        pen.text(
                Fonts.SANS_BOLD,
                scene.sign() == Sign.MINUS ? "−" : scene.sign().symbol,
                0.34,
                0.72,
                0.2,
                1,
                Pen.Align.CENTRE);
        if (scene.sight() != Sight.MISSING) {
            pen.text(Fonts.SANS_BOLD, Integer.toString(scene.second()), 0.66, 0.71, 0.22, 1, Pen.Align.CENTRE);
        }
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(0.54, 0.68, 0.25, 0.28);
        }
    }

    private void text(String text, double height) {
        pen.text(Fonts.SANS_BOLD, text, 0.5, MIDDLE - height / 2, height, 0.9, Pen.Align.CENTRE);
    }

    /** Fives of four strokes and one across, three fives in all. */
    private void tally() {
        for (int i = 0; i < number; i++) {
            double x = 0.09 + 0.31 * (i / 5);
            if (i % 5 == 4) {
                pen.line(x - 0.03, MIDDLE + 0.14, x + 0.22, MIDDLE - 0.14, 0.026);
            } else {
                pen.line(x + 0.064 * (i % 5), MIDDLE - 0.18, x + 0.064 * (i % 5), MIDDLE + 0.18, 0.026);
            }
        }
    }

    private void dots() {
        for (int i = 0; i < 20; i++) {
            double x = 0.14 + 0.18 * (i % 5);
            double y = TOP + 0.08 + 0.145 * (i / 5);
            if (i < number) {
                pen.disc(x, y, 0.055);
            } else if (i < 10 || number > 10) {
                pen.ring(x, y, 0.045, 0.012);
            }
        }
    }

    /** Pips in white on a die, or on half a domino. */
    private void die(int pips, double x, boolean box) {
        if (box) {
            pen.ink(scene.ink()).rect(x - 0.2, MIDDLE - 0.2, 0.4, 0.4);
        }
        pen.ink(Color.WHITE);
        double d = 0.115;
        if (pips % 2 == 1) {
            pen.disc(x, MIDDLE, 0.042);
        }
        if (pips > 1) {
            pen.disc(x - d, MIDDLE - d, 0.042).disc(x + d, MIDDLE + d, 0.042);
        }
        if (pips > 3) {
            pen.disc(x - d, MIDDLE + d, 0.042).disc(x + d, MIDDLE - d, 0.042);
        }
        if (pips == 6) {
            pen.disc(x - d, MIDDLE, 0.042).disc(x + d, MIDDLE, 0.042);
        }
    }

    private void coins() {
        List<Integer> coins = Notation.parts(number, 10, 5, 2, 1);
        for (int i = 0; i < coins.size(); i++) {
            double x = 0.5 + 0.24 * (i - (coins.size() - 1) / 2.0);
            pen.ink(scene.ink()).disc(x, MIDDLE, 0.115);
            pen.ink(Color.WHITE).text(Integer.toString(coins.get(i)), x, MIDDLE - 0.06, 0.12);
        }
    }

    private void rod(int beads, double y) {
        pen.ink(Color.GRAY).line(0.05, y, 0.95, y, 0.02);
        pen.ink(scene.ink());
        for (int i = 0; i < beads; i++) {
            pen.disc(0.1 + 0.1 * i, y, 0.047);
        }
    }

    private void line() {
        pen.ink(Color.BLACK).line(0.06, MIDDLE + 0.02, 0.94, MIDDLE + 0.02, 0.014);
        for (int i = 0; i <= 10; i++) {
            double x = 0.06 + 0.088 * i;
            pen.line(x, MIDDLE + 0.02 - (i % 5 == 0 ? 0.07 : 0.035), x, MIDDLE + 0.02, 0.012);
            if (i % 5 == 0) {
                pen.text(Integer.toString(i), Math.min(0.88, Math.max(0.1, x)), MIDDLE + 0.08, 0.11);
            }
        }
        double x = 0.06 + 0.088 * number;
        pen.ink(scene.ink()).arrow(x, MIDDLE - 0.24, x, MIDDLE - 0.06, 0.034);
    }

    private void blocks() {
        double left = 0.08;
        for (int ten = 0; ten < number / 10; ten++) {
            for (int i = 0; i < 10; i++) {
                pen.rect(left, TOP + 0.025 + 0.056 * i, 0.08, 0.046);
            }
            left += 0.13;
        }
        for (int i = 0; i < number % 10; i++) {
            pen.rect(left + 0.05 + 0.14 * (i % 5), MIDDLE - 0.12 + 0.15 * (i / 5), 0.1, 0.1);
        }
    }

    private void ruler() {
        pen.rect(0.06, TOP + 0.1, 0.086 * number, 0.16);
        pen.ink(Color.BLACK).line(0.06, MIDDLE + 0.02, 0.92, MIDDLE + 0.02, 0.014);
        for (int i = 0; i <= 10; i++) {
            double x = 0.06 + 0.086 * i;
            pen.line(x, MIDDLE + 0.02, x, MIDDLE + (i % 5 == 0 ? 0.09 : 0.06), 0.012);
            if (i % 5 == 0) {
                pen.text(Integer.toString(i), Math.min(0.9, Math.max(0.08, x)), MIDDLE + 0.13, 0.11);
            }
        }
    }

    private void lamps() {
        int[] worth = {8, 4, 2, 1};
        for (int i = 0; i < worth.length; i++) {
            double x = 0.14 + 0.24 * i;
            pen.ink(scene.ink());
            if ((number & worth[i]) != 0) {
                pen.disc(x, MIDDLE - 0.08, 0.1);
            }
            pen.ring(x, MIDDLE - 0.08, 0.095, 0.014);
            pen.ink(Colour.BLACK).text(Integer.toString(worth[i]), x, MIDDLE + 0.12, 0.11);
        }
    }

    private void weights() {
        List<Integer> weights = Notation.parts(number, 8, 4, 2, 1);
        for (int i = 0; i < weights.size(); i++) {
            double x = 0.5 + 0.24 * (i - (weights.size() - 1) / 2.0);
            pen.ink(scene.ink())
                    .fill(
                            x - 0.08,
                            MIDDLE - 0.1,
                            x + 0.08,
                            MIDDLE - 0.1,
                            x + 0.115,
                            MIDDLE + 0.14,
                            x - 0.115,
                            MIDDLE + 0.14);
            pen.ring(x, MIDDLE - 0.14, 0.04, 0.025);
            pen.ink(Color.WHITE).text(Integer.toString(weights.get(i)), x, MIDDLE - 0.04, 0.12);
        }
        pen.ink(Color.GRAY).line(0.05, MIDDLE + 0.17, 0.95, MIDDLE + 0.17, 0.03);
    }

    private void column() {
        double foot = TOP + HIGH - 0.04;
        double unit = 0.052;
        pen.rect(0.55, foot - unit * number, 0.26, unit * number);
        pen.ink(Color.BLACK).line(0.42, foot, 0.42, foot - 10 * unit, 0.014);
        for (int i = 0; i <= 10; i++) {
            pen.line(
                    0.42 - (i % 5 == 0 ? 0.06 : 0.03),
                    foot - unit * i,
                    0.9,
                    foot - unit * i,
                    i % 5 == 0 ? 0.014 : 0.006);
            if (i % 5 == 0) {
                pen.text(
                        Integer.toString(i),
                        0.24,
                        Math.max(TOP + 0.005, Math.min(foot - 0.08, foot - unit * i - 0.05)),
                        0.1);
            }
        }
    }
}
