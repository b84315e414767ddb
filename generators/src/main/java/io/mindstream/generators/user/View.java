package io.mindstream.generators.user;

import io.mindstream.samples.pictures.Pixels;
import java.util.random.RandomGenerator;

/**
 * A slightly different look at a picture: what a photographer would have got from a step aside, under a cloud. Training on some hundred
 * pictures goes over them many times; each time the model sees other pixels, so that it has to learn what is shown.
 *
 * @param left share of the width that is cut off, as right
 * @param top share of the height that is cut off, as bottom
 * @param light factor of all channels
 */
record View(double left, double top, double right, double bottom, double light) {
    /** Most that is cut off at each side. */
    static final double CUT = 0.05;

    /** Most that it gets darker or lighter. */
    static final double LIGHT = 0.08;

    static View of(RandomGenerator random) {
        return new View(
                CUT * random.nextDouble(),
                CUT * random.nextDouble(),
                CUT * random.nextDouble(),
                CUT * random.nextDouble(),
                1 + LIGHT * (2 * random.nextDouble() - 1));
    }

    Pixels of(Pixels whole) {
        // Rounded: pictures of a few dozen pixels are cut too.
        int x = (int) Math.round(left * whole.width());
        int y = (int) Math.round(top * whole.height());
        int wide = whole.width() - x - (int) Math.round(right * whole.width());
        int high = whole.height() - y - (int) Math.round(bottom * whole.height());
        return whole.crop(x, y, Math.max(1, wide), Math.max(1, high)).lit(light);
    }
}
