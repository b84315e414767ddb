package io.mindstream.generators.automotive;

import io.mindstream.generators.svg.Webjar;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Locale;

/**
 * A warning light.
 *
 * @param name as questions call it, without the word light
 * @param severity decides its colour
 * @param outline in a square of 24 units, not to be changed
 */
record Light(String name, Severity severity, Shape outline) {
    private static final double BOX = 24;

    /** All warning lights of {@code lights.txt}. */
    static List<Light> table() {
        return Webjar.list(Light.class, "lights.txt").stream().map(Light::of).toList();
    }

    private static Light of(String line) {
        String[] parts = line.split("\\s*[=,]\\s*");
        if (parts.length != 3) {
            throw new IllegalStateException("lights.txt: '" + line + "' is not 'icon = name, severity'");
        }
        return new Light(
                parts[1],
                Severity.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                Webjar.MATERIAL_ICONS.svg("svg/" + parts[0] + ".svg").computeShape());
    }

    /** Paints it in the middle of a place, in pixels. */
    void paint(Graphics2D graphics, Color colour, double x, double y, double side) {
        AffineTransform place = AffineTransform.getTranslateInstance(x - side / 2, y - side / 2);
        place.scale(side / BOX, side / BOX);
        graphics.setColor(colour);
        graphics.fill(place.createTransformedShape(outline));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Light light && light.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
