package io.mindstream.model.text;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions and replies such as the families make, and a few texts of other kinds. */
final class Corpus {
    private static final List<String> COLOURS = List.of("red", "green", "blue", "yellow", "purple", "orange");
    private static final List<String> SHAPES = List.of("circle", "square", "triangle", "star");

    private Corpus() {}

    static Stream<String> lines() {
        return IntStream.range(0, 600).mapToObj(Corpus::line);
    }

    private static String line(int i) {
        Random random = new Random(i);
        String colour = COLOURS.get(random.nextInt(COLOURS.size()));
        String shape = SHAPES.get(random.nextInt(SHAPES.size()));
        int number = random.nextInt(240);
        return switch (i % 8) {
            case 0 -> "What colour is the " + shape + "?";
            case 1 -> colour;
            case 2 -> "There is a " + colour + " " + shape + " above the " + shape + ".";
            case 3 -> "How many " + colour + " " + shape + "s are there?";
            case 4 -> "The speed is " + number + " km/h, and the fuel gauge shows " + number % 100 + " %.";
            case 5 ->
                colour.substring(0, 1).toUpperCase() + colour.substring(1) + " " + shape + "\n\nIt's (" + colour + ").";
            case 6 -> "Größe: " + number + " €, \"" + colour + "\" – наука, 数学";
            default -> "  " + shape + "\t" + colour + "   end \n";
        };
    }
}
