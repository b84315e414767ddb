package io.mindstream.generators.signs;

import io.mindstream.generators.Colour;
import io.mindstream.generators.Fonts;
import io.mindstream.generators.topics.Pen;
import io.mindstream.generators.topics.Sight;
import java.awt.Color;

/** The sign above its plate on a post, and the things at the roadside. */
final class SignPainter {
    private static final double Y = 0.36;
    private static final double REACH = 0.34;

    private final SignScene scene;
    private final Pen pen;
    private final double x;

    SignPainter(SignScene scene, Pen pen) {
        this.scene = scene;
        this.pen = pen;
        this.x = scene.left() ? 0.36 : 0.64;
    }

    void paint() {
        pen.ink(scene.pole()).rect(x - 0.035, 0.6, 0.07, 0.42);
        board();
        symbol();
        if (scene.kind() == SignClass.END) {
            pen.ink(Color.BLACK)
                    .lines(0.02, x - 0.2, Y + 0.24, x + 0.24, Y - 0.2, x - 0.24, Y + 0.2, x + 0.2, Y - 0.24);
        }
        plate();
        pen.ink(scene.tint());
        for (int i = 0; i < scene.count(); i++) {
            pen.pictogram(scene.beside(), scene.left() ? 0.86 : 0.14, 0.82 - 0.3 * i, 0.27);
        }
    }

    private void board() {
        Color colour = scene.kind().colour();
        Color inside = scene.kind().inverse() ? colour : Color.WHITE;
        switch (scene.kind()) {
            case WARNING -> {
                pen.ink(colour).fill(x, Y - 0.37, x + 0.38, Y + 0.31, x - 0.38, Y + 0.31);
                pen.ink(inside).fill(x, Y - 0.24, x + 0.27, Y + 0.25, x - 0.27, Y + 0.25);
            }
            case DETOUR -> {
                pen.ink(Color.BLACK).fill(x, Y - 0.38, x + 0.38, Y, x, Y + 0.38, x - 0.38, Y);
                pen.ink(colour).fill(x, Y - 0.36, x + 0.36, Y, x, Y + 0.36, x - 0.36, Y);
                pen.ink(new Color(255, 205, 120)).fill(x, Y - 0.3, x + 0.3, Y, x, Y + 0.3, x - 0.3, Y);
            }
            case INFORMATION, SIGHT -> {
                pen.ink(Color.WHITE).rect(x - 0.34, Y - 0.32, 0.68, 0.64);
                pen.ink(inside).rect(x - 0.32, Y - 0.3, 0.64, 0.6);
            }
            default -> {
                pen.ink(Color.WHITE).disc(x, Y, REACH + 0.015);
                pen.ink(colour).disc(x, Y, REACH);
                double rim = scene.kind() == SignClass.END ? 0.025 : 0.065;
                pen.ink(inside).disc(x, Y, REACH - rim);
            }
        }
    }

    private void symbol() {
        pen.ink(scene.kind().inverse() ? Color.WHITE : scene.kind() == SignClass.END ? Color.GRAY : Color.BLACK);
        double y = scene.kind() == SignClass.WARNING ? Y + 0.09 : Y;
        double side = scene.kind() == SignClass.WARNING || scene.kind() == SignClass.DETOUR ? 0.33 : 0.42;
        if (scene.motif() instanceof Motif.Thing thing) {
            pen.pictogram(thing.pictogram(), x, y, side);
        } else if (scene.motif() instanceof Motif.Speed speed) {
            pen.text(Fonts.SANS_BOLD, speed.name(), x, y - 0.13, 0.26, 0.5, Pen.Align.CENTRE);
        } else if (scene.motif() instanceof Motif.Arrow arrow) {
            arrow(arrow.name(), y, side / 2);
        }
    }

    private void arrow(String name, double y, double reach) {
        double width = 0.055;
        switch (name) {
            case "left" -> {
                pen.trace(width, x + 0.6 * reach, y + reach, x + 0.6 * reach, y - 0.2 * reach, x, y - 0.2 * reach);
                pen.arrow(x + 0.3 * reach, y - 0.2 * reach, x - reach, y - 0.2 * reach, width);
            }
            case "right" -> {
                pen.trace(width, x - 0.6 * reach, y + reach, x - 0.6 * reach, y - 0.2 * reach, x, y - 0.2 * reach);
                pen.arrow(x - 0.3 * reach, y - 0.2 * reach, x + reach, y - 0.2 * reach, width);
            }
            case "straight" -> pen.arrow(x, y + reach, x, y - reach, width);
            default -> {
                pen.arc(x, y - 0.3 * reach, 0.55 * reach, 0, 180, width);
                pen.line(x + 0.55 * reach, y - 0.3 * reach, x + 0.55 * reach, y + 0.9 * reach, width);
                pen.arrow(x - 0.55 * reach, y - 0.3 * reach, x - 0.55 * reach, y + 0.95 * reach, width);
            }
        }
    }

    private void plate() {
        if (scene.sight() == Sight.MISSING) {
            return;
        }
        pen.ink(Color.WHITE).rect(x - 0.3, 0.745, 0.6, 0.19);
        pen.ink(Colour.BLACK).box(x - 0.3, 0.745, 0.6, 0.19, 0.014);
        pen.text(scene.metres() + " m", x, 0.78, Pen.PRINT * 1.05);
        if (scene.sight() == Sight.SMEARED) {
            pen.smear(x - 0.29, 0.755, 0.58, 0.17);
        }
    }
}
