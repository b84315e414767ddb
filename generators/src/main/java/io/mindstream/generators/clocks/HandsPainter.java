package io.mindstream.generators.clocks;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Sight;
import java.awt.Color;

/** A clock with hands, AM or PM below it. */
final class HandsPainter {
    private static final double X = 0.5;
    private static final double Y = 0.42;
    private static final double R = 0.35;

    private final ClockScene scene;
    private final Pen pen;
    private final Make make;
    private final Color ink;

    HandsPainter(ClockScene scene, Pen pen) {
        this.scene = scene;
        this.pen = pen;
        this.make = scene.make();
        this.ink = make == Make.DARK ? Color.WHITE : scene.ink().color();
    }

    void paint() {
        around();
        face();
        for (int hour = 0; hour < 12; hour++) {
            hour(hour);
        }
        if (scene.sight() != Sight.MISSING) {
            double minute = scene.minute() / 60.0;
            pen.ink(ink);
            hand((scene.hour() % 12 + minute) / 12, 0.52, 0.055);
            hand(minute, 0.84, 0.034);
            pen.disc(X, Y, 0.04);
            if (scene.sight() == Sight.SMEARED) {
                pen.smear(X - 0.24, Y - 0.24, 0.48, 0.48);
            }
        }
        pen.ink(Colour.BLACK).text(scene.half(), X, 0.85, 1.1 * Pen.PRINT);
    }

    /** What stands behind the face and tells the make. */
    private void around() {
        Color rim = scene.rim().color();
        pen.ink(rim);
        switch (make) {
            case ALARM -> {
                pen.disc(X - 0.27, Y - 0.29, 0.12).disc(X + 0.27, Y - 0.29, 0.12);
                pen.line(X - 0.25, Y + 0.3, X - 0.33, Y + 0.42, 0.05).line(X + 0.25, Y + 0.3, X + 0.33, Y + 0.42, 0.05);
            }
            case POCKET -> {
                for (int link = 0; link < 7; link++) {
                    pen.ring(0.74 + 0.045 * link, 0.15 - 0.035 * link, 0.022, 0.016);
                }
            }
            case TOWER -> {
                pen.fill(X, -0.02, X + 0.46, 0.26, X - 0.46, 0.26);
                pen.rect(X - 0.4, 0.24, 0.8, 0.58);
            }
            case WRIST -> pen.rect(X - 0.17, 0, 0.34, 0.82);
            case CUCKOO -> {
                pen.line(X - 0.2, Y, X - 0.34, 0.9, 0.022);
                pen.disc(X - 0.35, 0.9, 0.075);
                pen.fill(X, -0.01, X + 0.4, 0.3, X - 0.4, 0.3);
            }
            default -> {}
        }
    }

    private void face() {
        Color back = make == Make.DARK ? new Color(25, 25, 25) : Color.WHITE;
        pen.ink(scene.rim());
        if (make == Make.SQUARE) {
            pen.rect(X - R - 0.04, Y - R - 0.04, 2 * R + 0.08, 2 * R + 0.08);
            pen.ink(back).rect(X - R, Y - R, 2 * R, 2 * R);
        } else {
            pen.disc(X, Y, R + 0.04);
            pen.ink(back).disc(X, Y, R);
        }
    }

    private void hour(int hour) {
        double turn = hour / 12.0;
        pen.ink(make == Make.DARK ? Color.WHITE : Color.BLACK);
        boolean quarter = hour % 3 == 0;
        switch (make) {
            case ARABIC, TOWER -> mark(turn, quarter, Integer.toString(hour == 0 ? 12 : hour));
            case ROMAN -> mark(turn, quarter, new String[] {"XII", "III", "VI", "IX"}[hour / 3]);
            case DOTS, WRIST -> pen.disc(x(turn, 0.86), y(turn, 0.86), quarter ? 0.032 : 0.02);
            case STATION -> ray(turn, quarter ? 0.68 : 0.78, 0.95, quarter ? 0.05 : 0.032);
            default -> ray(turn, quarter ? 0.78 : 0.86, 0.94, quarter ? 0.03 : 0.016);
        }
    }

    /** A numeral at the quarters, a tick elsewhere. */
    private void mark(double turn, boolean quarter, String numeral) {
        if (quarter) {
            double height = 0.1;
            pen.text(numeral, x(turn, 0.78), y(turn, 0.78) - height / 2, height);
        } else {
            ray(turn, 0.86, 0.94, 0.016);
        }
    }

    private void hand(double turn, double reach, double width) {
        pen.line(X, Y, x(turn, reach), y(turn, reach), width);
    }

    private void ray(double turn, double from, double to, double width) {
        pen.line(x(turn, from), y(turn, from), x(turn, to), y(turn, to), width);
    }

    private static double x(double turn, double reach) {
        return X + R * reach * Math.sin(2 * Math.PI * turn);
    }

    private static double y(double turn, double reach) {
        return Y - R * reach * Math.cos(2 * Math.PI * turn);
    }
}
