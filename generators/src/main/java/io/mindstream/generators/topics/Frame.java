package io.mindstream.generators.topics;

import io.mindstream.config.DifficultySettings;
import io.mindstream.generators.Colour;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What surrounds the content of a scene: the ground, where the content stands and how large, pale marks behind it and specks over it.
 *
 * @param ground light, so that all {@link #INKS} can be read on it
 * @param dx shift of the content to the right, as a part of the picture
 * @param dy shift of the content down
 * @param scale of the content, 1 or less
 * @param marks pale marks behind the content, which nothing is asked about
 * @param specks of dirt over it
 */
public record Frame(Colour ground, double dx, double dy, double scale, List<Spot> marks, List<Spot> specks) {
    /** Grounds to choose from. */
    public static final List<Colour> GROUNDS = List.of(Colour.WHITE, Colour.YELLOW, Colour.PINK, Colour.CYAN);

    /** Colours of print and lines, legible on every ground. */
    public static final List<Colour> INKS = List.of(Colour.RED, Colour.GREEN, Colour.BLUE, Colour.PURPLE, Colour.BLACK);

    private static final int MOST_MARKS = 6;
    private static final int MOST_SPECKS = 24;
    private static final double SMALLEST = 5 / 6.0;

    /**
     * A spot, in shares of the picture.
     *
     * @param size its width
     */
    public record Spot(double x, double y, double size) {}

    public Frame {
        marks = List.copyOf(marks);
        specks = List.copyOf(specks);
    }

    static Frame draw(DifficultySettings difficulty, RandomGenerator random) {
        double shrink = (1 - SMALLEST) * difficulty.size() * random.nextDouble();
        return new Frame(
                GROUNDS.get(random.nextInt(GROUNDS.size())),
                (random.nextDouble() - 0.5) * shrink,
                (random.nextDouble() - 0.5) * shrink,
                1 - shrink,
                spots(difficulty.clutter(), MOST_MARKS, 0.1, random),
                spots(difficulty.noise(), MOST_SPECKS, 0.012, random));
    }

    private static List<Spot> spots(double amount, int most, double size, RandomGenerator random) {
        if (random.nextDouble() >= amount) {
            return List.of();
        }
        return java.util.stream.Stream.generate(() ->
                        new Spot(random.nextDouble(), random.nextDouble(), size * (0.7 + 0.6 * random.nextDouble())))
                .limit(1 + random.nextInt(Math.max(1, (int) Math.round(most * amount))))
                .toList();
    }
}
