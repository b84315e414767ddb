package io.mindstream.generators.topics;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Whether what a scene tells can be seen. What is asked of it otherwise has a reply that says so. */
public enum Sight {
    CLEAR,
    /** It is there, and smeared over. */
    SMEARED,
    /** The picture leaves it out. */
    MISSING;

    private static final double HIDDEN = 0.13;

    /** Clear for three scenes of four. */
    static Sight draw(RandomGenerator random) {
        double point = random.nextDouble();
        return point < HIDDEN ? SMEARED : point < 2 * HIDDEN ? MISSING : CLEAR;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
