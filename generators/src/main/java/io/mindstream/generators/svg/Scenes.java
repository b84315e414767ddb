package io.mindstream.generators.svg;

import io.mindstream.generators.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Scenes to fit families to, always the same ones. */
public final class Scenes {
    private static final int COUNT = 2400;

    private Scenes() {}

    /** Scenes of all the source's domains in turn. */
    public static <S> List<S> of(Source<S> source) {
        SplittableRandom random = new SplittableRandom(source.name().hashCode());
        List<String> domains = source.domains();
        List<S> scenes = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            scenes.add(source.scene(domains.get(i % domains.size()), random));
        }
        return scenes;
    }
}
