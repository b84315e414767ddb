package io.mindstream.generators.clocks;

import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Sight;
import java.awt.Color;

/** A clock with digits, of 24 hours. */
final class DigitsPainter {
    private static final double HIGH = 0.27;
    private static final double WIDE = 0.15;
    private static final double TOP = 0.365;

    /** Lit segments of the digits 0 to 9: top, upper left, upper right, middle, lower left, lower right, bottom. */
    private static final String[] SEGMENTS = {
        "1110111", "0010010", "1011101", "1011011", "0111010", "1101011", "1101111", "1010010", "1111111", "1111011"
    };

    private final ClockScene scene;
    private final Pen pen;

    DigitsPainter(ClockScene scene, Pen pen) {
        this.scene = scene;
        this.pen = pen;
    }

    void paint() {
        Color rim = scene.rim().color();
        switch (scene.make()) {
            case SEGMENTS -> {
                pen.ink(rim).rect(0.02, 0.24, 0.96, 0.52);
                pen.ink(Color.WHITE).rect(0.06, 0.29, 0.88, 0.42);
            }
            case FLIP ->
                pen.ink(rim)
                        .rect(0.02, 0.22, 0.96, 0.56)
                        .rect(0.12, 0.78, 0.1, 0.08)
                        .rect(0.78, 0.78, 0.1, 0.08);
            case PHONE -> {
                pen.ink(rim).rect(0.04, 0.01, 0.92, 0.98);
                pen.ink(Color.WHITE).rect(0.08, 0.09, 0.84, 0.72);
                pen.disc(0.5, 0.9, 0.055);
            }
            default -> {
                pen.ink(rim).rect(0.02, 0.14, 0.96, 0.76);
                pen.ink(Color.WHITE).rect(0.07, 0.3, 0.86, 0.4);
                pen.disc(0.14, 0.8, 0.06).disc(0.86, 0.8, 0.06);
            }
        }
        String digits = String.format("%02d%02d", scene.hour(), scene.minute());
        double[] x = {0.1, 0.3, 0.56, 0.76};
        for (int i = 0; i < 4; i++) {
            digit(digits.charAt(i) - '0', x[i]);
        }
        pen.ink(scene.make() == Make.FLIP ? Colour.WHITE : scene.ink());
        pen.disc(0.505, 0.43, 0.024).disc(0.505, 0.57, 0.024);
        if (scene.make() == Make.FLIP) {
            pen.ink(new Color(60, 60, 60)).line(0.07, 0.5, 0.46, 0.5, 0.012).line(0.54, 0.5, 0.93, 0.5, 0.012);
        }
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(0.08, TOP - 0.04, 0.84, HIGH + 0.08);
        }
    }

    private void digit(int digit, double x) {
        if (scene.make() == Make.FLIP) {
            pen.ink(Color.WHITE).rect(x - 0.025, TOP - 0.05, WIDE + 0.04, HIGH + 0.1);
        }
        pen.ink(scene.ink());
        if (scene.sight() == Sight.MISSING) {
            pen.rect(x + 0.02, 0.48, WIDE - 0.04, 0.04);
        } else if (scene.make() == Make.SEGMENTS || scene.make() == Make.OVEN) {
            segments(SEGMENTS[digit], x);
        } else {
            pen.text(Fonts.SANS_BOLD, Integer.toString(digit), x + WIDE / 2, TOP, HIGH, WIDE, Pen.Align.CENTRE);
        }
    }

    private void segments(String lit, double x) {
        double right = x + WIDE - 0.01;
        double middle = TOP + HIGH / 2;
        double foot = TOP + HIGH;
        double[][] lines = {
            {x, TOP, right, TOP},
            {x, TOP, x, middle},
            {right, TOP, right, middle},
            {x, middle, right, middle},
            {x, middle, x, foot},
            {right, middle, right, foot},
            {x, foot, right, foot}
        };
        for (int i = 0; i < lines.length; i++) {
            if (lit.charAt(i) == '1') {
                pen.line(lines[i][0], lines[i][1], lines[i][2], lines[i][3], 0.036);
            }
        }
    }
}
