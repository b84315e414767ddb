package io.mindstream.generators.shapes;

import io.mindstream.generators.Colour;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Coloured shapes, each in a cell of its own.
 *
 * @param ground colour behind the shapes
 * @param side cells in a row and in a column: 2 for few shapes, 3 for many
 * @param things in reading order
 */
record ShapesScene(Colour ground, int side, List<Thing> things) {
    private static final String[] PLACES_OF_FOUR = {"top left", "top right", "bottom left", "bottom right"};
    private static final String[] PLACES_OF_NINE = {
        "top left", "top", "top right", "left", "centre", "right", "bottom left", "bottom", "bottom right"
    };

    ShapesScene {
        things = things.stream().sorted(Comparator.comparingInt(Thing::cell)).toList();
    }

    /** How large a shape is; neighbouring sizes differ by a factor of about 1.4. */
    enum Size {
        SMALL(0.5),
        MEDIUM(0.72),
        LARGE(1);

        final double scale;

        Size(double scale) {
            this.scale = scale;
        }
    }

    /**
     * One shape.
     *
     * @param cell index in reading order
     * @param dx shift to the right, as a part of the cell
     * @param dy shift down, as a part of the cell
     * @param tint of the colour
     */
    record Thing(Colour colour, Form form, int cell, Size size, double dx, double dy, int tint) {
        String words() {
            return colour + " " + form;
        }

        String sizedWords() {
            return switch (size) {
                case SMALL -> "small " + words();
                case MEDIUM -> words();
                case LARGE -> "large " + words();
            };
        }
    }

    String place(Thing thing) {
        return (side == 2 ? PLACES_OF_FOUR : PLACES_OF_NINE)[thing.cell()];
    }

    int row(Thing thing) {
        return thing.cell() / side;
    }

    int column(Thing thing) {
        return thing.cell() % side;
    }

    int count(Predicate<Thing> property) {
        return (int) things.stream().filter(property).count();
    }

    int count(Colour colour) {
        return count(thing -> thing.colour() == colour);
    }

    int count(Form form) {
        return count(thing -> thing.form() == form);
    }

    boolean has(Colour colour, Form form) {
        return things.stream().anyMatch(thing -> thing.colour() == colour && thing.form() == form);
    }

    /** Colours that occur, in reading order. */
    List<Colour> colours() {
        return things.stream().map(Thing::colour).distinct().toList();
    }

    /** Forms that occur, in reading order. */
    List<Form> forms() {
        return things.stream().map(Thing::form).distinct().toList();
    }

    /** Things that their colour and form name without doubt. */
    List<Thing> named() {
        return things.stream()
                .filter(thing -> count(other -> other.words().equals(thing.words())) == 1)
                .toList();
    }

    /** Facet of one thing. */
    String facet(Thing thing) {
        return "thing" + things.indexOf(thing);
    }

    /** Facet of how many there are of a colour or form. */
    static String number(Object property) {
        return "number." + property;
    }
}
