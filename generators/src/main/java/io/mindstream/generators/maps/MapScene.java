package io.mindstream.generators.maps;

import io.mindstream.generators.Colour;
import io.mindstream.generators.topics.Frame;
import io.mindstream.generators.topics.Pictogram;
import io.mindstream.generators.topics.Scene;
import io.mindstream.generators.topics.Sight;
import java.util.List;

/**
 * A plan of three rows A to C and three columns 1 to 3.
 *
 * @param places the topic first
 * @param compass where north is; what {@code sight} is about
 * @param compassCell block with the compass
 * @param walker block with the walker, a dot
 * @param dot colour of the walker
 */
record MapScene(Frame frame, Sight sight, List<Place> places, Compass compass, int compassCell, int walker, Colour dot)
        implements Scene {
    static final int SIDE = 3;

    /**
     * A thing in a block.
     *
     * @param cell 0 to 8, row by row
     */
    record Place(Pictogram thing, Colour colour, int cell) {
        String name() {
            return thing.name();
        }
    }

    Place topic() {
        return places.get(0);
    }

    /** For example {@code B2}. */
    static String block(int cell) {
        return "ABC".charAt(cell / SIDE) + Integer.toString(cell % SIDE + 1);
    }

    static int columns(int from, int to) {
        return to % SIDE - from % SIDE;
    }

    static int rows(int from, int to) {
        return to / SIDE - from / SIDE;
    }

    /** Blocks to walk from one to the other along streets. */
    static int distance(int from, int to) {
        return Math.abs(columns(from, to)) + Math.abs(rows(from, to));
    }

    int toWalker(Place place) {
        return distance(walker, place.cell());
    }

    /** The direction from one block to another by the compass. */
    String direction(int from, int to) {
        return compass.name(columns(from, to), rows(from, to));
    }

    /** What people call such a plan. */
    String plan() {
        return switch (topic().thing().group()) {
            case "animals" -> "zoo";
            case "plants" -> "garden";
            case "food" -> "market";
            case "vehicles" -> "depot";
            case "tools" -> "workshop";
            case "household" -> "house";
            case "clothes" -> "wardrobe";
            case "sport" -> "sports hall";
            case "music" -> "orchestra";
            case "places" -> "city";
            case "science" -> "laboratory";
            default -> "treasure map";
        };
    }
}
